import { indentEach, quoteText, type VerifierParts } from './verifierParts.ts'

export function writeJavaVerifier({
  origins,
  knownHttpUrl,
  method,
  target,
  headers,
  body,
}: VerifierParts): string {
  return `import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Checks that a push comes from MNS. Self test: java VerifyPush.java (Java 11 or newer, no libraries) */
public final class VerifyPush {
    /** Whoever may name any certificate can sign anything: it is taken from these origins only. */
    private static final List<String> ORIGINS = List.of(
${indentEach(
  origins.map((origin, at) => `${quoteText(origin)}${at === origins.length - 1 ? ');' : ','}`),
  '            ',
)}
    private static final String KNOWN_HTTP_URL = ${quoteText(knownHttpUrl)};
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private static final Map<String, PublicKey> KEYS = new ConcurrentHashMap<>();

    /**
     * Null for a genuine push (answer 204), else the reason (answer 403). Throws where the certificate can't be had (answer 500:
     * MNS comes again). The target is path and query as received, the body the bytes as received.
     */
    public static String whyRefused(String method, String target, Map<String, String> received, byte[] body)
            throws Exception {
        Map<String, String> headers = new TreeMap<>();
        received.forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        String url = certificateUrl(headers.getOrDefault("x-mns-signing-cert-url", ""));
        if (url == null) return "its certificate is not at an address of MNS";
        String digest = headers.getOrDefault("content-md5", "");
        if (!isDigestOf(body, digest)) return "Content-MD5 is not the digest of the body";
        StringBuilder text = new StringBuilder(method).append('\\n').append(digest).append('\\n');
        text.append(headers.getOrDefault("content-type", "")).append('\\n');
        text.append(headers.getOrDefault("date", "")).append('\\n');
        headers.forEach((name, value) -> {
            if (name.startsWith("x-mns-")) text.append(name).append(':').append(value).append('\\n');
        });
        Signature signature = Signature.getInstance("SHA1withRSA");
        signature.initVerify(keyAt(url));
        signature.update(text.append(target).toString().getBytes(StandardCharsets.ISO_8859_1));
        return fits(signature, headers.getOrDefault("authorization", "")) ? null : "the signature does not fit";
    }

    private static boolean fits(Signature signature, String header) {
        try {
            return signature.verify(Base64.getDecoder().decode(header));
        } catch (SignatureException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String certificateUrl(String header) {
        String url;
        try {
            url = new String(Base64.getDecoder().decode(header), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        if (url.equals(KNOWN_HTTP_URL)) url = url.replace("http:", "https:");
        for (String origin : ORIGINS) {
            if (url.startsWith(origin + "/") && url.substring(origin.length()).matches("/[A-Za-z0-9_./-]+\\\\.pem")) {
                return url;
            }
        }
        return null;
    }

    private static PublicKey keyAt(String url) throws Exception {
        PublicKey known = KEYS.get(url);
        if (known != null) return known;
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(3)).build();
        HttpResponse<InputStream> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) throw new IllegalStateException(url + " answered with " + response.statusCode());
        try (InputStream certificate = response.body()) {
            PublicKey key = CertificateFactory.getInstance("X.509").generateCertificate(certificate).getPublicKey();
            KEYS.put(url, key);
            return key;
        }
    }

    /** The signature covers the body through its digest alone; MNS writes that in more than one way. */
    private static boolean isDigestOf(byte[] body, String header) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("MD5").digest(body);
        String hex = String.format("%032x", new BigInteger(1, digest));
        Base64.Encoder encoder = Base64.getEncoder();
        return header.equalsIgnoreCase(hex)
                || header.equals(encoder.encodeToString(hex.getBytes(StandardCharsets.US_ASCII)))
                || header.equals(encoder.encodeToString(digest));
    }

    /** The request that was captured. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> headers = new TreeMap<>();
${indentEach(
  headers.map(([name, value]) => `headers.put(${quoteText(name)}, ${quoteText(value)});`),
  '        ',
)}
        String reason = whyRefused(
                ${quoteText(method)},
                ${quoteText(target)},
                headers,
                Base64.getDecoder().decode(${quoteText(body)}));
        System.out.println(reason == null ? "valid" : "refused: " + reason);
        System.exit(reason == null ? 0 : 1);
    }
}
`
}
