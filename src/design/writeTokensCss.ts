/** Command: writes `tokens.css` beside itself. Run it after changing `tokens.ts`: `npx tsx src/design/writeTokensCss.ts`. */
import { writeFileSync } from 'node:fs';
import { toTokensCss } from './toTokensCss';

writeFileSync(new URL('./tokens.css', import.meta.url), toTokensCss());
