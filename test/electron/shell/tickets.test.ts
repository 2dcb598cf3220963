import { expect, it } from 'vitest';
import { createTickets } from '../../../electron/shell/tickets.ts';

it('a ticket leads back to its path, and only an issued one', () => {
  let next = 0;
  const tickets = createTickets(() => `t${next++}`);
  const first = tickets.issue('/a/one.svod');
  const second = tickets.issue('/a/two.svod');
  expect([tickets.path(first), tickets.path(second)]).toEqual(['/a/one.svod', '/a/two.svod']);
  expect(tickets.path('/a/one.svod')).toBeUndefined();
  expect(tickets.path('__proto__')).toBeUndefined();
});
