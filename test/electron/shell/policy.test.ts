import { expect, it } from 'vitest';
import { contentPolicy } from '../../../electron/shell/guard/policy.ts';

it('the policy allows own files and one style tag, and nothing unsafe', () => {
  const policy = contentPolicy('n0nce');
  expect(policy).toContain("style-src 'self' 'nonce-n0nce'");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
