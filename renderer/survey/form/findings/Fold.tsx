import { memo } from 'react';
import { useText } from '../../../text/text.tsx';
import { IconButton } from '../../../ui/Button.tsx';
import { ChevronDown, ChevronsDown, ChevronsUp, ChevronUp } from '../../../ui/icon/icons.tsx';

interface FoldProps {
  readonly folded: boolean;
  readonly large: boolean;
  readonly onFold: () => void;
  readonly onSize: () => void;
}

/** Makes the pane larger and smaller, and folds it up. */
export const Fold = memo(function Fold({ folded, large, onFold, onSize }: FoldProps) {
  const t = useText();
  return (
    <span className="findings-fold">
      <span className="note">{t('findings.next')}</span>
      {!folded && <IconButton small label={large ? t('findings.smaller') : t('findings.larger')} icon={large ? <ChevronsDown /> : <ChevronsUp />} onPress={onSize} />}
      <IconButton small label={folded ? t('findings.expand') : t('findings.collapse')} icon={folded ? <ChevronUp /> : <ChevronDown />} onPress={onFold} />
    </span>
  );
});
