/** A text for people, in both languages of the product. */
export type Bilingual = { readonly en: string; readonly zh: string }
