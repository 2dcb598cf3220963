/** The star of what has to be answered. It stands behind the words of its label and is never parted from the last of them. Without a name it is for the eye alone. */
export function RequiredMark({ name }: { readonly name?: string }) {
  return <>{'\u00a0'}<span className="field-required" title={name} aria-label={name} aria-hidden={name === undefined}>*</span></>;
}
