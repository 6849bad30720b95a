import { indentEach, quoteBytes, type VerifierParts } from './verifierParts.ts'

export function writeGoVerifier({
  origins,
  knownHttpUrl,
  method,
  target,
  headers,
  body,
}: VerifierParts): string {
  return `// Checks that a push comes from MNS. Self test: go run verify_push.go (no modules)
package main

import (
	"bytes"
	"crypto/md5"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"regexp"
	"sort"
	"strings"
	"sync"
	"time"
)

// Whoever may name any certificate can sign anything: it is taken from these origins only.
var origins = []string{
${indentEach(
  origins.map(origin => `${quoteBytes(origin)},`),
  '\t',
)}
}

const knownHTTPURL = ${quoteBytes(knownHttpUrl)}

var (
	certificatePath = regexp.MustCompile(\`^/[A-Za-z0-9_./-]+\\.pem$\`)
	client          = &http.Client{
		Timeout:       3 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	keys sync.Map
)

func certificateURL(header string) (string, bool) {
	text, err := base64.StdEncoding.DecodeString(header)
	if err != nil {
		return "", false
	}
	url := string(text)
	if url == knownHTTPURL {
		url = "https:" + strings.TrimPrefix(url, "http:")
	}
	for _, origin := range origins {
		if strings.HasPrefix(url, origin+"/") && certificatePath.MatchString(url[len(origin):]) {
			return url, true
		}
	}
	return "", false
}

func keyAt(url string) (*rsa.PublicKey, error) {
	if known, ok := keys.Load(url); ok {
		return known.(*rsa.PublicKey), nil
	}
	response, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered with %d", url, response.StatusCode)
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, 65536))
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New(url + " holds no certificate")
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := certificate.PublicKey.(*rsa.PublicKey)
	if !ok {
		return nil, errors.New(url + " holds no RSA key")
	}
	keys.Store(url, key)
	return key, nil
}

// PKCS #1 v1.5 with SHA-1, by plain arithmetic: MNS signs with 512 bits, which newer versions of crypto/rsa refuse.
func fits(key *rsa.PublicKey, signed, signature []byte) bool {
	digest := sha1.Sum(signed)
	prefix, _ := hex.DecodeString("3021300906052b0e03021a05000414")
	suffix := append(append([]byte{0}, prefix...), digest[:]...)
	size := key.Size()
	if len(signature) != size || size < len(suffix)+10 {
		return false
	}
	expected := append([]byte{0, 1}, bytes.Repeat([]byte{0xff}, size-2-len(suffix))...)
	opened := new(big.Int).Exp(new(big.Int).SetBytes(signature), big.NewInt(int64(key.E)), key.N)
	return bytes.Equal(opened.FillBytes(make([]byte, size)), append(expected, suffix...))
}

// The signature covers the body through its digest alone; MNS writes that in more than one way.
func isDigestOf(body []byte, header string) bool {
	digest := md5.Sum(body)
	text := hex.EncodeToString(digest[:])
	return strings.EqualFold(header, text) ||
		header == base64.StdEncoding.EncodeToString([]byte(text)) ||
		header == base64.StdEncoding.EncodeToString(digest[:])
}

// WhyRefused is empty for a genuine push (answer 204), else the reason (answer 403); an error says that the certificate can't be had
// (answer 500: MNS comes again). The target is request.RequestURI, the body the bytes as received.
func WhyRefused(method, target string, headers http.Header, body []byte) (string, error) {
	url, trusted := certificateURL(headers.Get("x-mns-signing-cert-url"))
	if !trusted {
		return "its certificate is not at an address of MNS", nil
	}
	if !isDigestOf(body, headers.Get("content-md5")) {
		return "Content-MD5 is not the digest of the body", nil
	}
	var extensions []string
	for name, values := range headers {
		if lower := strings.ToLower(name); strings.HasPrefix(lower, "x-mns-") {
			for _, value := range values {
				extensions = append(extensions, lower+":"+value)
			}
		}
	}
	sort.Strings(extensions)
	lines := []string{method, headers.Get("content-md5"), headers.Get("content-type"), headers.Get("date")}
	lines = append(append(lines, extensions...), target)
	signature, err := base64.StdEncoding.DecodeString(headers.Get("authorization"))
	if err != nil {
		return "the signature is not base64", nil
	}
	key, err := keyAt(url)
	if err != nil {
		return "", err
	}
	if !fits(key, []byte(strings.Join(lines, "\\n")), signature) {
		return "the signature does not fit", nil
	}
	return "", nil
}

// The request that was captured.
func main() {
	headers := http.Header{}
${indentEach(
  headers.map(([name, value]) => `headers.Add(${quoteBytes(name)}, ${quoteBytes(value)})`),
  '\t',
)}
	body, _ := base64.StdEncoding.DecodeString(${quoteBytes(body)})
	reason, err := WhyRefused(${quoteBytes(method)}, ${quoteBytes(target)}, headers, body)
	if err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	if reason != "" {
		fmt.Println("refused: " + reason)
		os.Exit(1)
	}
	fmt.Println("valid")
}
`
}
