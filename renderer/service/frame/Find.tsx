import { useText } from '../../text/text.tsx';
import { Search } from '../../ui/icon/icons.tsx';
import { useProgram } from '../program.tsx';
import './palette.css';

/** Opens the palette from the top bar. */
export function Find() {
  const t = useText();
  const { desk } = useProgram();
  return (
    <div className="frame-find">
      <button type="button" className="frame-find-button" onClick={() => desk.getState().show({ kind: 'palette' })}>
        <Search /><span>{t('frame.find')}</span><kbd>Ctrl+K</kbd>
      </button>
    </div>
  );
}
