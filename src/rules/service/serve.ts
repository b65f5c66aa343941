/** The HTTP face of the rules service: tokens to sessions, the stream, everything else as a function call, unknown reads from upstream. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Session } from '../../domain/role';
import type { RuleSet } from '../ruleSet';
import { roleRule } from '../roles/permissions';
import type { RulesService } from './createRulesService';
import { json, problem, type EngineResponse } from './responses';

const MAX_BODY = 8 * 1024 * 1024;
/** A person or system that may sign in by a token. `trusted`: may post detections and CAP alerts. */
export interface TokenLine { readonly token: string; readonly role: Session['role']; readonly nameMasked?: string; readonly unitZh?: string; readonly unitEn?: string; readonly scope?: Session['scope']; readonly workerId?: string; readonly trusted?: boolean }
export interface ServeOptions { readonly service: RulesService; rules(): RuleSet; readonly tokens: readonly TokenLine[]; readonly upstream: string; readonly fetch: typeof fetch }

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export function createRulesServer({ service, rules, tokens, upstream, fetch }: ServeOptions): Server {
  const byToken = new Map(tokens.map((line) => [line.token, line]));
  function sessionOf(header: string | undefined): { readonly session: Session; readonly trusted: boolean } | null {
    const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1] ?? '';
    const line = byToken.get(token);
    if (token !== '' && !line) return null;
    const role = line?.role ?? 'visitor';
    return {
      trusted: line?.trusted ?? false,
      session: {
        token, role, nameMasked: line?.nameMasked ?? '', unitZh: line?.unitZh ?? '', unitEn: line?.unitEn ?? '', scope: line?.scope ?? { type: 'district' },
        may: roleRule(rules().roles, role)?.may ?? [], hides: roleRule(rules().roles, role)?.hides ?? [], workerId: (line?.workerId ?? null) as Session['workerId'],
      },
    };
  }
  const send = (response: ServerResponse, answer: EngineResponse): void => { response.writeHead(answer.status, { 'content-type': `${answer.type}; charset=utf-8`, 'cache-control': 'no-store' }).end(answer.body); };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith('/api/')) { send(response, problem(404, 'Everything is below /api/.')); return; }
    const who = sessionOf(request.headers.authorization);
    if (!who) { send(response, problem(401, 'This token is not known here.')); return; }
    const path = url.pathname.slice(5), method = request.method ?? 'GET';
    const query = Object.fromEntries(url.searchParams);
    if (method === 'GET' && path === 'stream') {
      const after = Number(query['seq'] ?? service.seq);
      if (!service.mayStream(query['epoch'])) { send(response, problem(409, 'Another epoch has begun.')); return; }
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      if (!service.hub.open(response, who.session, after)) response.end();
      return;
    }
    if (path.startsWith('media/')) {
      const picture = method === 'GET' ? service.picture(path.slice(6)) : null;
      if (!picture) { send(response, problem(404, `There is no ${path}.`)); return; }
      response.writeHead(200, { 'content-type': picture.type, 'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=86400', 'content-security-policy': "default-src 'none'; sandbox" }).end(picture.bytes);
      return;
    }
    const body = method === 'POST' ? await bodyOf(request) : null;
    if (method === 'POST' && body === null) { send(response, json({ ok: false, refusal: 'invalid', detail: 'The body is too large.' }, 413)); return; }
    const own = service.handle({ method, path, query, body }, who.session, who.trusted);
    if (own) { send(response, own); return; }
    if (method !== 'GET') { send(response, problem(404, `There is no ${path}.`)); return; }
    // who may read what of the upstream's own addresses is the upstream's business: it hears no token of ours
    const passed = await fetch(`${upstream}${path}${url.search}`);
    response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? 'application/octet-stream', 'cache-control': 'no-store' }).end(Buffer.from(await passed.arrayBuffer()));
  }
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, problem(502, error instanceof Error ? error.message : 'failed'));
      else response.end();
    });
  });
}
