// Many shipments to read and to write to.
import { Failure } from '../../scripts/run.mjs';
import { post } from '../operator.mjs';

/** Imports so many shipments; gives what the list says of each. @returns {Promise<{id: string, token: string}[]>} */
export async function importShipments(service, key, count, prefix) {
  const csv = ['number', ...Array.from({ length: count }, (_, i) => `${prefix}${String(i).padStart(8, '0')}`)].join('\n');
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${service.url}/api/v1/shipments/import`, { method: 'POST', headers: { ...headers, 'content-type': 'text/csv' }, body: csv });
  if (!answer.ok) throw new Failure(`The import answered ${answer.status}: ${await answer.text()}`);
  await answer.text();
  const made = [];
  let next = '';
  do {
    const page = await (await fetch(`${service.url}/api/v1/shipments?limit=100${next && `&cursor=${next}`}`, { headers })).json();
    made.push(...page.items);
    next = page.next;
  } while (next);
  return made;
}

/** Makes as many one by one, where there is no import; gives what the server answered. */
export async function postShipments(server, key, count, prefix) {
  const made = [];
  for (let i = 0; i < count; i++) made.push(await (await post(server, '/api/v1/shipments', { number: `${prefix}${i}` }, { authorization: `Bearer ${key}` })).json());
  return made;
}
