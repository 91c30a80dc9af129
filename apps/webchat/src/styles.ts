/** Inside the widget's own shadow: the page's styles do not reach it, nor its the page. */
export const STYLES = `
:host { all: initial; --accent: #0f6b62; position: fixed; inset: auto 20px 20px auto; z-index: 2147483000;
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color-scheme: light dark;
  --ground: #ffffff; --raised: #f4f2ee; --ink: #1f2423; --faint: #5d6664; --line: #d9d6cf; --bad: #a3261b; }
@media (prefers-color-scheme: dark) { :host { --ground: #1b1f1e; --raised: #272c2b; --ink: #eceeed; --faint: #a9b2b0; --line: #3a4140; --bad: #ff9d92; } }
* { box-sizing: border-box; }
button, textarea, input { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[hidden] { display: none !important; }
.launch { position: relative; display: grid; place-items: center; width: 56px; height: 56px; margin-left: auto; border: 0; border-radius: 28px;
  background: var(--accent); color: #fff; box-shadow: 0 4px 16px rgb(0 0 0 / 25%); }
.launch svg { width: 26px; height: 26px; }
.count { position: absolute; top: -4px; right: -4px; min-width: 22px; padding: 0 6px; border-radius: 11px; background: #b3261e; color: #fff; font-size: 13px; line-height: 22px; font-weight: 600; }
.panel { display: flex; flex-direction: column; width: min(380px, calc(100vw - 24px)); height: min(600px, calc(100vh - 110px)); margin-bottom: 12px; overflow: hidden;
  border: 1px solid var(--line); border-radius: 14px; background: var(--ground); color: var(--ink); box-shadow: 0 10px 40px rgb(0 0 0 / 25%); }
header { display: flex; align-items: center; gap: 8px; padding: 14px 16px; background: var(--accent); color: #fff; }
h2 { flex: 1; margin: 0; font-size: 16px; font-weight: 600; }
header button { display: grid; place-items: center; width: 32px; height: 32px; border: 0; border-radius: 8px; background: transparent; color: #fff; }
header button:hover { background: rgb(255 255 255 / 18%); }
header :focus-visible, .launch:focus-visible { outline-color: #fff; box-shadow: 0 0 0 5px var(--ink); }
.log { flex: 1; overflow-y: auto; display: flex; flex-direction: column; gap: 8px; padding: 16px; }
.note { align-self: center; max-width: 90%; color: var(--faint); font-size: 13px; text-align: center; }
.bubble { max-width: 82%; padding: 8px 12px; border-radius: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
.company { align-self: flex-start; background: var(--raised); border-bottom-left-radius: 4px; }
.visitor { align-self: flex-end; background: var(--accent); color: #fff; border-bottom-right-radius: 4px; }
.waiting { opacity: .7; }
.about { display: block; margin-bottom: 2px; font-size: 12px; color: var(--faint); }
.retry { align-self: flex-end; border: 0; padding: 0; background: none; color: var(--bad); font-size: 13px; text-decoration: underline; }
.state { align-self: flex-end; color: var(--faint); font-size: 12px; }
.bubble img { display: block; max-width: 100%; max-height: 240px; border-radius: 8px; }
.bubble a { color: inherit; }
.typing { display: flex; gap: 5px; padding: 0 20px 12px; }
.typing i { width: 7px; height: 7px; border-radius: 50%; background: var(--faint); animation: beat 1.2s infinite; }
.typing i:nth-child(2) { animation-delay: .15s; }
.typing i:nth-child(3) { animation-delay: .3s; }
@keyframes beat { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }
@media (prefers-reduced-motion: reduce) { .typing i { animation: none; } }
.status { padding: 6px 16px; background: var(--raised); color: var(--ink); font-size: 13px; }
form { display: grid; gap: 8px; padding: 12px; border-top: 1px solid var(--line); }
label { display: grid; gap: 2px; font-size: 13px; color: var(--faint); }
input, textarea { width: 100%; padding: 9px 11px; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); color: var(--ink); font-size: 15px; }
textarea { resize: none; max-height: 120px; field-sizing: content; min-height: 42px; }
.row { display: flex; align-items: end; gap: 6px; }
.row label { flex: 1; }
.icon { display: grid; place-items: center; flex: none; width: 42px; height: 42px; border: 0; border-radius: 8px; background: transparent; color: var(--faint); }
.icon:hover { background: var(--raised); }
.icon.primary { background: var(--accent); color: #fff; }
.icon svg, header svg { width: 20px; height: 20px; }
.hide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 480px) { :host { inset: auto 12px 12px 12px; } .panel { width: 100%; height: calc(100vh - 96px); } }
`;
