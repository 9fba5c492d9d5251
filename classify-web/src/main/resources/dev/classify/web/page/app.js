import {Component, html, nothing} from './core/component.js';
import {me, write} from './core/api.js';
import {isLive, listen} from './core/live.js';
import {route} from './core/router.js';
import {currentUser, setUser} from './core/session.js';
import {sections, viewOf} from './core/places.js';
import {failed, loading} from './parts/states.js';
import {icon} from './parts/icons.js';
import {logOut} from './views/login-view.js';

const TOAST_MS = 8_000;

/** Between two tries to reach a server that does not say who is logged in. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;

/** The frame of the page, or the login where nobody is logged in. */
class App extends Component {
  static properties = {place: {state: true}, user: {state: true}, live: {state: true}, toasts: {state: true}, notice: {state: true}, outage: {state: true}};

  constructor() {
    super();
    this.place = route();
    this.user = undefined;
    this.live = false;
    this.toasts = [];
    this.notice = '';
    this.outage = null;
    this.pause = FIRST_PAUSE_MS;
  }

  connectedCallback() {
    super.connectedCallback();
    // The index holds something to look at until the modules are there.
    this.replaceChildren();
    window.addEventListener('hashchange', () => this.arrive());
    window.addEventListener('live-changed', () => (this.live = isLive()));
    window.addEventListener('toast', event => this.toast(event.detail));
    window.addEventListener('signed-in', event => this.signIn(event.detail));
    window.addEventListener('signed-out', event => this.signOut(event.detail));
    this.enter();
  }

  /** Logs in by the one-time link in the address, or by the cookie of an earlier login. */
  async enter() {
    const [section, code] = this.place.parts[0] === 'link' ? this.place.parts : [];
    if (section) {
      // Forgotten at once, so that neither the history nor a shared address holds it.
      history.replaceState(null, '', '#/jobs');
      this.place = route();
    }
    await this.start(code);
  }

  /** Tries until the server says who is logged in: what it does not answer is no logout. */
  async start(code) {
    if (this.starting) {
      return;
    }
    this.starting = true;
    clearTimeout(this.retry);
    try {
      if (code) {
        await write('/auth/link', {code});
        code = undefined;
      }
      const user = await me();
      this.outage = null;
      if (user) {
        this.signIn(user);
      } else {
        this.signOut();
      }
    } catch (problem) {
      if (code && [400, 401, 403].includes(problem.status)) {
        this.signOut('This link was used before, or is too old. The command “classify local open” makes a new one.');
        return;
      }
      this.outage = {problem, again: () => this.start(code)};
      this.retry = setTimeout(this.outage.again, this.pause);
      this.pause = Math.min(1.5 * this.pause, LONGEST_PAUSE_MS);
    } finally {
      this.starting = false;
    }
  }

  arrive() {
    const before = this.place.parts.join('/');
    this.place = route();
    if (before !== this.place.parts.join('/')) {
      // A new page starts at its top, and a screen reader hears its title.
      window.scrollTo(0, 0);
      this.updateComplete.then(() => this.querySelector('main')?.focus({preventScroll: true}));
    }
  }

  signIn(user) {
    setUser(user);
    this.user = user;
    this.notice = '';
    listen();
  }

  signOut(notice = '') {
    // Told once: a page may have several calls in flight when its login ends.
    if (this.user !== null) {
      this.notice = notice || (this.user ? 'Your login has ended. Log in again to continue.' : '');
      setUser(null);
      this.user = null;
    }
  }

  toast(toast) {
    this.toasts = [...this.toasts.slice(-2), toast];
    setTimeout(() => this.drop(toast), TOAST_MS);
  }

  drop(toast) {
    this.toasts = this.toasts.filter(other => other !== toast);
  }

  updated() {
    const section = sections.find(({key}) => key === (this.place.parts[0] ?? 'jobs'));
    const name = this.place.parts[0] === 'start' ? 'Start a job' : section?.label;
    document.title = [...this.place.parts.slice(1), name, 'classify'].filter(Boolean).join(' · ');
  }

  navigation() {
    const here = this.place.parts[0] === 'start' ? 'jobs' : (this.place.parts[0] ?? 'jobs');
    return html`
      <nav aria-label="Main"><ul>${sections.map(({key, label}) => html`
        <li><a href="#/${key}" aria-current=${key === here ? 'page' : nothing}>${icon(key)}<span>${label}</span></a></li>`)}
      </ul></nav>`;
  }

  view() {
    if (this.user === undefined) {
      return html`<main class="start">${this.outage
        ? failed(this.outage.problem, this.outage.again)
        : html`${loading(1, 'Starting')}<p class="late soft">The server has not answered yet.</p>`}</main>`;
    }
    return html`
      ${this.user === null ? html`<login-view .notice=${this.notice}></login-view>` : this.frame()}
      <div class="toasts" role="status" aria-live="polite">${this.toasts.map(toast => html`
        <div class="toast ${toast.failed ? 'failed' : ''}"><div>${toast.text}${toast.fix ? html`<p class="soft small">${toast.fix}</p>` : nothing}</div>
          <button class="link" @click=${() => this.drop(toast)} aria-label="Dismiss">✕</button></div>`)}
      </div>`;
  }

  frame() {
    const {name, role} = currentUser();
    return html`
      <a class="button skip" href="#content" @click=${event => this.skip(event)}>Skip to the content</a>
      <div class="shell">
        <header class="side">
          <a class="brand" href="#/jobs"><img src=${new URL('icon.svg', import.meta.url).pathname} alt="" width="24" height="24">classify</a>
          ${this.navigation()}
          <div class="who small">
            <p class="live soft ${this.live ? 'on' : ''}">${this.live ? 'live' : 'connecting'}</p>
            <p class="name cut" title="${name}, ${role}">${name} <span class="soft">${role}</span></p>
            <button class="link" @click=${logOut}>Log out</button>
          </div>
        </header>
        <main id="content" tabindex="-1"><div class="page">${viewOf(this.place)}</div></main>
      </div>`;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}
customElements.define('classify-app', App);
