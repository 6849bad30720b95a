import { indentEach, quoteText, type VerifierParts } from './verifierParts.ts'

export function writePythonVerifier({
  origins,
  knownHttpUrl,
  method,
  target,
  headers,
  body,
}: VerifierParts): string {
  return `"""Checks that a push comes from MNS. Needs: pip install cryptography. Self test: python3 verify_push.py"""
import base64
import hashlib
import re
import sys
import urllib.request

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

# Whoever may name any certificate can sign anything: it is taken from these origins only.
ORIGINS = (
${indentEach(
  origins.map(origin => `${quoteText(origin)},`),
  '    ',
)}
)
KNOWN_HTTP_URL = ${quoteText(knownHttpUrl)}
keys = {}


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def decode_base64(text):
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def certificate_url(header):
    url = decode_base64(header).decode("latin-1")
    if url == KNOWN_HTTP_URL:
        url = url.replace("http:", "https:")
    for origin in ORIGINS:
        if url.startswith(origin + "/") and re.fullmatch(r"/[A-Za-z0-9_./-]+\\.pem", url[len(origin) :]):
            return url
    return None


def key_at(url):
    if url not in keys:
        with urllib.request.build_opener(NoRedirects).open(url, timeout=3) as response:
            keys[url] = x509.load_pem_x509_certificate(response.read(65536)).public_key()
    return keys[url]


def is_digest_of(body, header):
    """The signature covers the body through its digest alone; MNS writes that in more than one way."""
    digest = hashlib.md5(body)
    hexadecimal = digest.hexdigest()
    spellings = (base64.b64encode(hexadecimal.encode()).decode(), base64.b64encode(digest.digest()).decode())
    return header.lower() == hexadecimal or header in spellings


def why_refused(method, target, headers, body):
    """None for a genuine push (answer 204), else the reason (answer 403). Raises where the certificate can't be had (answer
    500: MNS comes again). \`target\` is path and query as received, \`headers\` a mapping, \`body\` the bytes as received."""
    headers = {name.lower(): value for name, value in headers.items()}
    url = certificate_url(headers.get("x-mns-signing-cert-url", ""))
    if url is None:
        return "its certificate is not at an address of MNS"
    if not is_digest_of(body, headers.get("content-md5", "")):
        return "Content-MD5 is not the digest of the body"
    standard = [headers.get(name, "") for name in ("content-md5", "content-type", "date")]
    extensions = [f"{name}:{headers[name]}" for name in sorted(headers) if name.startswith("x-mns-")]
    signed = "\\n".join([method, *standard, *extensions, target]).encode("latin-1")
    signature = decode_base64(headers.get("authorization", ""))
    try:
        key_at(url).verify(signature, signed, padding.PKCS1v15(), hashes.SHA1())
    except InvalidSignature:
        return "the signature does not fit"
    return None


# The request that was captured.
if __name__ == "__main__":
    reason = why_refused(
        ${quoteText(method)},
        ${quoteText(target)},
        {
${indentEach(
  headers.map(([name, value]) => `${quoteText(name)}: ${quoteText(value)},`),
  '            ',
)}
        },
        base64.b64decode(${quoteText(body)}),
    )
    print("valid" if reason is None else f"refused: {reason}")
    sys.exit(0 if reason is None else 1)
`
}
