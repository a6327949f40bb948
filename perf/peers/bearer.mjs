// Lets pass who brings the token, as both of the Express stacks do it.
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text) => createHash('sha256').update(text).digest();

export function bearer(token) {
  const secret = digest(token);
  return (request, response, next) => {
    const given = digest((request.get('authorization') ?? '').slice('Bearer '.length));
    if (timingSafeEqual(given, secret)) next();
    else response.status(401).json({ title: 'Unauthorized' });
  };
}
