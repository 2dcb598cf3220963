import type { KeyUsage, RegistryEntry } from '../../shared/bundle/trust/registry.ts';
import { applyChanges, type RegistryContent } from '../../shared/bundle/trust/registryDraft.ts';
import type { TrustState } from '../../shared/ipc/bundle.ts';

/** What the next registry would hold; what is in force where the prepared changes no longer fit it. */
export function nextContent({ entries, expiresAt, policies, rounds, staged }: TrustState): RegistryContent {
  const content = { entries, policies, rounds, expiresAt: expiresAt ?? '' };
  const next = applyChanges<RegistryContent>(content, staged);
  return next.ok ? next.value : content;
}

/** A body that signs bundles, and whose keys must sign them. */
export interface SigningBody {
  readonly country: string;
  readonly body: string;
  readonly required: readonly KeyUsage[];
}

/** The bodies of the member states with a key for signing, and what is demanded of each (B12). */
export function signingBodies({ entries, policies }: Pick<RegistryContent, 'entries' | 'policies'>): readonly SigningBody[] {
  const signing = entries.filter(({ country, usage, status }) => country !== 'EAEU' && status === 'active' && (usage === 'official' || usage === 'seal'));
  const bodies = new Map(signing.map(({ country, body }) => [`${country} ${body}`, { country, body }]));
  return [...bodies.values()].map(({ country, body }) => {
    const policy = policies.find((one) => one.country === country && one.body === body);
    return { country, body, required: policy?.required ?? ['official'] };
  });
}

/** The first or the last moment of a day, UTC; the moment before when it lies in that day, so that nothing changes unasked. */
export function momentOf(day: string, end: 'start' | 'end', before: string): string {
  if (before.slice(0, 10) === day) return before;
  return `${day}T${end === 'start' ? '00:00:00.000' : '23:59:59.999'}Z`;
}

/** What of a key is described otherwise. */
export function describedOtherwise(before: RegistryEntry, after: Pick<RegistryEntry, (typeof DESCRIBED)[number]>): readonly (typeof DESCRIBED)[number][] {
  return DESCRIBED.filter((part) => before[part] !== after[part]);
}

const DESCRIBED = ['holder', 'body', 'country', 'usage', 'notBefore', 'notAfter'] as const;
