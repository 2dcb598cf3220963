import { useEffect, useState } from 'react';
import { ZOOMS } from '../../../shared/ipc/service.ts';
import { useText } from '../../text/text.tsx';
import { Radios } from '../../ui/field/Radios.tsx';
import { useBridge } from '../program.tsx';

/** How large the window is drawn; follows the keys that change it too. */
export function ZoomField({ first }: { /** As it was when the screen was opened. */ readonly first: number | null }) {
  const t = useText();
  const bridge = useBridge();
  const [percent, setPercent] = useState(first);
  useEffect(() => bridge.on('zoom', (zoom) => setPercent(zoom.percent)), [bridge]);
  return (
    <div className="field">
      <span className="field-label">{t('settings.zoom')}</span>
      <Radios aria-label={t('settings.zoom')} value={String(percent)} onChange={(value) => void bridge.call('service.setZoom', { percent: Number(value) })}
        options={ZOOMS.map((size) => ({ value: String(size), label: t('start.percent', { part: size / 100 }) }))} />
      <p className="note">{t('settings.zoomKeys')}</p>
    </div>
  );
}
