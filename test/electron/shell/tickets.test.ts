import { expect, it } from 'vitest';
import { createTickets } from '../../../electron/shell/desk/tickets.ts';

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

it('a ticket that was dropped leads nowhere, the others go on', () => {
  let next = 0;
  const tickets = createTickets<string>(() => `t${next++}`);
  const [first, second] = [tickets.issue('one'), tickets.issue('two')];
  tickets.drop(first, 'made-up');
  expect([tickets.find(first), tickets.find(second), tickets.findAll([first, second])]).toEqual([undefined, 'two', null]);
});

it('where there is little room what was asked for longest ago is forgotten, the latest never', () => {
  let next = 0;
  const tickets = createTickets<Uint8Array>(() => `t${next++}`, { sizeOf: (bytes) => bytes.byteLength, most: 10 });
  const [first, second] = [tickets.issue(new Uint8Array(4)), tickets.issue(new Uint8Array(4))];
  tickets.find(first);
  const third = tickets.issue(new Uint8Array(5));
  expect([first, second, third].map((ticket) => tickets.find(ticket)?.byteLength)).toEqual([4, undefined, 5]);
  const large = tickets.issue(new Uint8Array(50));
  expect([first, third, large].map((ticket) => tickets.find(ticket)?.byteLength)).toEqual([undefined, undefined, 50]);
});
