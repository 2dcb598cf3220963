import { useText } from '../../text/text.tsx';
import { STATUS } from '../said.ts';

/** Says below a list how many options it does not show, to a screen reader too when that changes; nothing when it shows all. */
export function MoreOptions({ count }: { readonly count: number }) {
  const t = useText();
  return <div {...STATUS}>{count > 0 && <div className="options-note">{t('ui.moreOptions', { count })}</div>}</div>;
}
