import { memo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { REASON_CODES, type ReasonCode } from '../../../../shared/survey/response.ts';
import { useText } from '../../../text/text.tsx';
import { useFill } from '../../fill/use.ts';

interface ReasonMenuProps {
  readonly path: string;
  /** The reason that is given now. */
  readonly chosen: ReasonCode | null;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** With the word beside the icon. */
  readonly named?: boolean;
}

/** Why there is no answer: one of four reasons, which is data too. F4 opens it from the field, its number chooses. Repaints when the reason does. */
export const ReasonMenu = memo(function ReasonMenu({ path, chosen, open, onOpen, named }: ReasonMenuProps) {
  const t = useText();
  const { fill } = useFill();
  return (
    <MenuTrigger isOpen={open} onOpenChange={onOpen}>
      <Button className={`button button-quiet button-small${named ? '' : ' button-icon'} reason-button`} aria-label={t('form.reason')} excludeFromTabOrder={!named}>
        <i className="sign sign-none" aria-hidden />{named && <span>{t('form.reason')}</span>}
      </Button>
      <Popover className="popover" placement="bottom end" offset={2}>
        <div onKeyDownCapture={(event) => {
          const reason = REASON_CODES[Number(event.key) - 1];
          if (!reason) return;
          event.preventDefault();
          event.stopPropagation();
          fill.answer(path, { missing: reason });
          onOpen(false);
        }}>
          <Menu className="options" autoFocus="first" aria-label={t('form.reason')} selectionMode="single" selectedKeys={chosen ? [chosen] : []}
            onAction={(key) => {
              const reason = REASON_CODES.find((code) => code === key);
              fill.answer(path, reason && reason !== chosen ? { missing: reason } : null);
            }}>
            {REASON_CODES.map((code, index) => <MenuItem key={code} id={code} textValue={t(`reason.${code}`)} className="option"><span>{t(`reason.${code}`)}</span><kbd aria-hidden>{index + 1}</kbd></MenuItem>)}
            {chosen && <MenuItem id="clear" className="option"><span>{t('form.reasonClear')}</span></MenuItem>}
          </Menu>
        </div>
      </Popover>
    </MenuTrigger>
  );
});
