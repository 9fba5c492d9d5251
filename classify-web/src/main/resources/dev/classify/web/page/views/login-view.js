import {Component, html, nothing} from '../core/component.js';
import {me, write} from '../core/api.js';
import {tellProblem} from '../core/toast.js';

/** Ends the login on this browser. */
export async function logOut() {
  try {
    await write('/auth/logout');
    window.dispatchEvent(new CustomEvent('signed-out', {detail: 'You are logged out.'}));
  } catch (problem) {
    tellProblem(problem);
  }
}

const signIn = user => window.dispatchEvent(new CustomEvent('signed-in', {detail: user}));

/** Asks for name and password. */
class LoginView extends Component {
  static properties = {notice: {}, problem: {state: true}, busy: {state: true}};

  constructor() {
    super();
    this.notice = '';
    this.problem = null;
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Log in · classify';
  }

  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    this.problem = null;
    try {
      await write('/auth/login', {name: form.get('name'), password: form.get('password')});
      signIn(await me());
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  view() {
    return html`
      <main class="login">
        <form @submit=${this.submit} aria-labelledby="login-title">
          <img src=${new URL('../icon.svg', import.meta.url).pathname} alt="" width="40" height="40">
          <h1 id="login-title">Log in to classify</h1>
          <p class="soft">Watch runs, look at answers, and judge the doubtful ones.</p>
          ${this.notice ? html`<p class="notice" role="status">${this.notice}</p>` : nothing}
          <label>Name<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus></label>
          <label>Password<input name="password" type="password" autocomplete="current-password" required></label>
          <div class="login-problem" role="alert">${this.problem ? html`<p class="bad">${this.problem.message}</p>` : nothing}</div>
          <button class="primary" ?disabled=${this.busy}>${this.busy ? 'Logging in' : 'Log in'}</button>
          <p class="soft small">No user yet? <code>classify user add NAME</code> adds one. On this machine, <code>classify local open</code> opens the page logged in.</p>
        </form>
      </main>`;
  }
}
customElements.define('login-view', LoginView);
