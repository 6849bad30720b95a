/** What a client signs with; temporary credentials carry a token beside the pair. */
export type Credentials = {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly securityToken?: string
}

/** The secret behind an AccessKey id, or null where no such key exists. */
export type SecretLookup = (accessKeyId: string) => string | null
