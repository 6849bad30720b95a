import type { Reply } from './reply.ts'

/** What a browser without the cookie gets: no script, no style, nothing about the instance. */
export const notLetInPage: Reply = {
  status: 401,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>ReceiptScope</title>
<h1>ReceiptScope is running here, but this browser is not let in yet</h1>
<p>Open the complete address that ReceiptScope printed when it started: it ends with <code>/?token=…</code>.
It is needed once per browser.</p>
<p>Did you just open it by a link on another site? Then <a href="/">open it from here</a>.</p>
<h1 lang="zh-Hans">ReceiptScope 正在运行，但此浏览器尚未获准访问</h1>
<p lang="zh-Hans">请打开 ReceiptScope 启动时输出的完整地址（以 <code>/?token=…</code> 结尾），每个浏览器只需一次。</p>
<p lang="zh-Hans">如果您刚才是从其他网站的链接打开的，请<a href="/">从这里打开</a>。</p>
</html>
`,
}
