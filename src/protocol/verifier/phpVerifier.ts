import { indentEach, quoteBytes, type VerifierParts } from './verifierParts.ts'

export function writePhpVerifier({
  origins,
  knownHttpUrl,
  method,
  target,
  headers,
  body,
}: VerifierParts): string {
  return `<?php
// Checks that a push comes from MNS. Self test: php verify_push.php (PHP 8 with openssl and curl)
declare(strict_types=1);

// Whoever may name any certificate can sign anything: it is taken from these origins only.
const ORIGINS = [
${indentEach(
  origins.map(origin => `${quoteBytes(origin)},`),
  '    ',
)}
];
const KNOWN_HTTP_URL = ${quoteBytes(knownHttpUrl)};

function certificateUrl(string $header): ?string
{
    $url = (string) base64_decode($header, true);
    if ($url === KNOWN_HTTP_URL) {
        $url = str_replace('http:', 'https:', $url);
    }
    foreach (ORIGINS as $origin) {
        if (str_starts_with($url, "$origin/") && preg_match('~^/[A-Za-z0-9_./-]+\\.pem\\z~', substr($url, strlen($origin)))) {
            return $url;
        }
    }
    return null;
}

/** Kept in a file for a day, for PHP forgets its variables after each request. */
function certificateAt(string $url): string
{
    $directory = __DIR__ . '/mns-certificates';
    $cached = $directory . '/' . hash('sha256', $url) . '.pem';
    if (is_file($cached) && filemtime($cached) > time() - 86400) {
        return (string) file_get_contents($cached);
    }
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FOLLOWLOCATION => false,
        CURLOPT_TIMEOUT => 3,
    ]);
    $pem = curl_exec($curl);
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    if (!is_string($pem) || $status !== 200) {
        throw new RuntimeException("$url answered with $status");
    }
    if (is_dir($directory) || @mkdir($directory, 0700)) {
        file_put_contents("$cached.new", $pem, LOCK_EX);
        rename("$cached.new", $cached);
    }
    return $pem;
}

/** The signature covers the body through its digest alone; MNS writes that in more than one way. */
function isDigestOf(string $body, string $header): bool
{
    $hex = md5($body);
    return strtolower($header) === $hex || in_array($header, [base64_encode($hex), base64_encode(md5($body, true))], true);
}

/**
 * Null for a genuine push (answer 204), else the reason (answer 403). Throws where the certificate can't be had (answer 500: MNS
 * comes again). In a handler: whyRefused($_SERVER['REQUEST_METHOD'], $_SERVER['REQUEST_URI'], getallheaders(),
 * file_get_contents('php://input')).
 */
function whyRefused(string $method, string $target, array $received, string $body): ?string
{
    $headers = array_change_key_case($received);
    $url = certificateUrl($headers['x-mns-signing-cert-url'] ?? '');
    if ($url === null) {
        return 'its certificate is not at an address of MNS';
    }
    $digest = $headers['content-md5'] ?? '';
    if (!isDigestOf($body, $digest)) {
        return 'Content-MD5 is not the digest of the body';
    }
    ksort($headers, SORT_STRING);
    $lines = [$method, $digest, $headers['content-type'] ?? '', $headers['date'] ?? ''];
    foreach ($headers as $name => $value) {
        if (str_starts_with($name, 'x-mns-')) {
            $lines[] = "$name:$value";
        }
    }
    $lines[] = $target;
    $key = openssl_pkey_get_public(certificateAt($url));
    if ($key === false) {
        throw new RuntimeException("$url holds no certificate");
    }
    $signature = (string) base64_decode($headers['authorization'] ?? '', true);
    $fits = openssl_verify(implode("\\n", $lines), $signature, $key, OPENSSL_ALGO_SHA1) === 1;
    return $fits ? null : 'the signature does not fit';
}

// The request that was captured.
if (PHP_SAPI === 'cli' && realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    $reason = whyRefused(
        ${quoteBytes(method)},
        ${quoteBytes(target)},
        [
${indentEach(
  headers.map(([name, value]) => `${quoteBytes(name)} => ${quoteBytes(value)},`),
  '            ',
)}
        ],
        base64_decode(${quoteBytes(body)})
    );
    echo $reason === null ? "valid\\n" : "refused: $reason\\n";
    exit($reason === null ? 0 : 1);
}
`
}
