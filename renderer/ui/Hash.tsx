import './hash.css';

/** A hash as people compare it: the first characters to look at, all of them beside, in groups. */
export function Hash({ value }: { readonly value: string }) {
  return (
    <span className="hash">
      <strong>{value.slice(0, 8)}</strong>
      <code>{value.match(/.{1,8}/g)?.join(' ')}</code>
    </span>
  );
}

/** The beginning of a hash where there is room for no more; whole under the pointer. */
export function ShortHash({ value }: { readonly value: string }) {
  return <code className="hash-short" title={value}>{value.slice(0, 8)}</code>;
}
