/** The product's mark in the window's own colours; the same drawing as the small icon in `resources`. */
export const Logo = () => (
  <svg className="logo" viewBox="0 0 32 32" aria-hidden>
    <title>ReceiptScope</title>
    <path className="logo-paper" d="M6 4a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v24l-5-4-5 4-5-4-5 4z" />
    <path className="logo-tick" d="M10.6 12.8l4 4 7-8" />
  </svg>
)
