import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'

/** Made with the openssl command line, so that no line of this product took part in the signing. */

/** 512 bits and valid from 2015-07-02 to 2016-07-01, as the published certificate is. */
export const smallCertificate = `-----BEGIN CERTIFICATE-----
MIIBgjCCASwCAQEwDQYJKoZIhvcNAQEFBQAwTDELMAkGA1UEBhMCQ04xETAPBgNV
BAgMCFpoZWppYW5nMRkwFwYDVQQKDBBUZXN0IHB1c2ggc2lnbmVyMQ8wDQYDVQQD
DAZub3RpZnkwHhcNMTUwNzAyMDIwNjE2WhcNMTYwNzAxMDIwNjE2WjBMMQswCQYD
VQQGEwJDTjERMA8GA1UECAwIWmhlamlhbmcxGTAXBgNVBAoMEFRlc3QgcHVzaCBz
aWduZXIxDzANBgNVBAMMBm5vdGlmeTBcMA0GCSqGSIb3DQEBAQUAA0sAMEgCQQDN
OvqJUbr5VsUQGgZ7RrGUwubzXuG7GWKicH0FbyQU0Kzl/sI04HGbBhi83QVuLYk9
V50Kr7xiBUqMDgLRDPFPAgMBAAEwDQYJKoZIhvcNAQEFBQADQQBQmf/xmND1Ca5j
BgNeNnzXHiAH2iWYWCpWGdf0/q075fn7niwV4SsY/U8ZGvols3P3Wvg0se+onskq
dPHB6E+l
-----END CERTIFICATE-----
`

export const largeCertificate = `-----BEGIN CERTIFICATE-----
MIIDQjCCAiqgAwIBAgIBATANBgkqhkiG9w0BAQUFADA5MQswCQYDVQQGEwJDTjEZ
MBcGA1UECgwQVGVzdCBwdXNoIHNpZ25lcjEPMA0GA1UEAwwGbm90aWZ5MCAXDTI2
MTEyMDE0MDcyMVoYDzIxMjYxMDI3MTQwNzIxWjA5MQswCQYDVQQGEwJDTjEZMBcG
A1UECgwQVGVzdCBwdXNoIHNpZ25lcjEPMA0GA1UEAwwGbm90aWZ5MIIBIjANBgkq
hkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzw0rmhs9g8utyAzrKKKkY3869nWxs2u8
1BwDwZYLfk5wxlS66ba0wBYWIV7rAbOucOeTrtngUSmsvPRtkriyu1ICpoq5hFT+
ULfIUjuhSnhMRJ6ZT986VqSDZFRbpFb+KAYHnGNAHqBfPUPhQQCr2tMPRI7kNRb1
qYON5/FyoKO3RyOjTRFD9AJfZesFIVmeSRSdCNVYPHj+XCUoPVBA6sHFJCWWngbl
DgTqNc55oy/3rmcWO/jm7fk1FQOaxxeoJaH+ekoKJqlyKhmsop9s5KLr5R0r0IPa
lSrBIzWxLeaTkffBfNRappCHn1ps4hPtxuXKWjWYsjmq2937e+/DiwIDAQABo1Mw
UTAdBgNVHQ4EFgQUxRPZ3TwdSFlZCD9PGFRO051q25AwHwYDVR0jBBgwFoAUxRPZ
3TwdSFlZCD9PGFRO051q25AwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQUF
AAOCAQEAomoYX7cZkytbloUvSe8+4ATAOZD4v0NWZMcuYapB8TplTDmsqXDD9l89
kmR/g85Hl9gtOreDMURZjZ/BMltbZmA+LI+WVbRHlveBksDEEgJuT94oAN+a9ekz
PAQoGxZbC7+UWZqLcg17fEqiTz0uDqRA0zZM00sFY6UczqVJqWgfeEzJ0PonOgMF
5IUgTN3y9vrWBjT7UkGy/pvpRWX+LYagJMLBZY7J3DQGjAJT5IBoGpruuU+9bzU2
KL1W6Wiqp/QYcygopev0Wh7gkjYN2OOvedAUmrz6tuJ1TDT2ZHv9IsiNwFumQvuT
+UU4qkB8pzVOsP4016EmocQSBmZUTQ==
-----END CERTIFICATE-----
`

export const smallSignature =
  'G600t4Ib8ZUijd1AT6yOPnR0VI9uP81i617y8qMBX+BtWGmVCcs89Zv5ZWh+5D72069a+MhEg1PIlTCf+zQ8ag=='

export const largeSignature =
  'EVubfI9caA+oV5FLeWdbqqG/7inHciaaR+St+7plvBAL0c1ENO5vo8qFCwibXS63GvxbCnsGh3hVrKtX55rjCELR49eHamF+sN/V' +
  'FqSuPDHLOuSuQeNgutcRLYgmJodSXlEjnLXLbdDgy7ElLoYFuS2Wh8rnzMoMzVqJWCS9qER0LClmgTP49FwRnN7q/6uPQBrWm5Cd' +
  'tX3DzFCNfrok1+pOHaObJc/7bfiG3YB2mrPjFmnC8BwMZobGym3jBaKJeUgdT9S9ujMPW69+G7Mg6cTe7DAfTey146SnHXlUPCPX' +
  'bANMAESfZ63T/sSSi1M/f5yk7vn8IQcjx2LZivudXg=='

/** The tag is UTF-8 on the wire, one character per byte here. */
export const signedPush: HttpRequest = {
  method: 'POST',
  target: '/notifications?tenant=a%2Fb&x=%E4%BD%A0',
  headers: [
    ['Host', 'localhost:8099'],
    ['X-Mns-Version', '2015-06-06'],
    ['x-mns-message-tag', Buffer.from('标签').toString('latin1')],
    ['Date', 'Wed, 29 Mar 2023 08:00:00 GMT'],
    ['Content-MD5', '4CCBAD7A0C1D0B2E5E0A7A2E5D0C9F11'],
    ['Content-Type', 'text/plain;charset=utf-8'],
    ['x-mns-signing-cert-url', 'aHR0cHM6Ly9leGFtcGxlLmNvbS9zaWduZXIucGVt'],
    ['x-mns-request-id', '512B2A634403E52B1956133E'],
    ['x-mns-message-id', '5F290C926D472878-2-14D9529A8FA-200000001'],
    ['User-Agent', 'Aliyun Notification Service Agent'],
  ],
  body: Buffer.from('hello'),
}
