// What a scenario needs of the API before it can load it.
import { Failure } from '../scripts/run.mjs';

/** Signs in by link and issues a key of the operator's role; gives its secret. */
export async function operatorKey(service) {
  const printed = await service.command('sign-in-link');
  const token = /#token=(\S+)/.exec(printed.stdout)?.[1];
  if (!token) throw new Failure(`edge sign-in-link printed no link:\n${printed.stdout}${printed.stderr}`);
  const signedIn = await post(service, '/api/v1/session', { token });
  const cookie = signedIn.headers.getSetCookie()[0].split(';')[0];
  const issued = await post(service, '/api/v1/api-keys', { name: 'perf', role: 'operator' }, { cookie, origin: service.url });
  return (await issued.json()).secret;
}

export async function post(service, address, body, headers = {}) {
  const options = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  const answer = await fetch(service.url + address, options);
  if (!answer.ok) throw new Failure(`POST ${address} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
