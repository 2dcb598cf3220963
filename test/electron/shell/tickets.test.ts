import { expect, it } from 'vitest';
import { createTickets } from '../../../electron/shell/tickets.ts';

it('a ticket leads back to what it stands for, and only an issued one does', () => {
  let next = 0;
  const tickets = createTickets<string>(() => `t${next++}`);
  const first = tickets.issue('/a/one.svod');
  const second = tickets.issue('/a/two.svod');
  expect([tickets.find(first), tickets.find(second)]).toEqual(['/a/one.svod', '/a/two.svod']);
  expect(tickets.findAll([second, first])).toEqual(['/a/two.svod', '/a/one.svod']);
  expect(tickets.find('/a/one.svod')).toBeUndefined();
  expect(tickets.find('__proto__')).toBeUndefined();
  expect(tickets.findAll([first, 'made-up'])).toBeNull();
});
