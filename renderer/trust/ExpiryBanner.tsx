import { useEffect, useState } from 'react';
import { useBridge, useGo, useProgram } from '../service/program.tsx';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { printDate } from '../ui/field/dates.ts';
import { registryStanding } from './validity.ts';

interface ExpiryBannerProps {
  readonly expiresAt: string;
  /** On another screen: leads to the registry. */
  readonly link?: boolean;
}

/** Trust that expires soon is said, and that it has expired: merging is closed then, data entry is not (B15). */
export function ExpiryBanner({ expiresAt, link }: ExpiryBannerProps) {
  const t = useText();
  const language = useLanguage();
  const { go } = useGo();
  const standing = registryStanding(1, expiresAt, useProgram().now());
  if (standing !== 'expired' && standing !== 'expires-soon') return null;
  return (
    <Banner tone={standing === 'expired' ? 'error' : 'warning'} actions={link && <Button small onPress={() => go({ kind: 'trust' })}>{t('settings.trustOpen')}</Button>}>
      {t(standing === 'expired' ? 'trust.expiredText' : 'trust.soonText', { date: printDate(language, expiresAt.slice(0, 10)) })}
    </Banner>
  );
}

/** {@link ExpiryBanner} for screens that do not know the registry. */
export function ExpiryWatch() {
  const bridge = useBridge();
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  useEffect(() => {
    void bridge.call('bundle.trust', undefined).then((trust) => { if (trust.ok) setExpiresAt(trust.value.expiresAt); });
  }, [bridge]);
  return expiresAt === null ? null : <ExpiryBanner expiresAt={expiresAt} link />;
}
