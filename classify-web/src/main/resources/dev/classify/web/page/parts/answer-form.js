import {Component, html, nothing} from '../core/component.js';
import {confidence} from '../core/format.js';
import {deciderWords, FIELDS, valueWords} from '../core/words.js';

/** The fields of an answer, each with a key that opens its allowed values. */
class AnswerForm extends Component {
  static properties = {item: {attribute: false}, changes: {attribute: false}, field: {}, scheme: {attribute: false}};

  constructor() {
    super();
    this.changes = {};
    this.field = null;
    this.scheme = [];
  }

  updated(changed) {
    if (changed.has('field') && this.field) {
      (this.querySelector('input:checked') ?? this.querySelector('.values input'))?.focus();
    }
  }

  choose(field) {
    this.dispatchEvent(new CustomEvent('choose', {detail: field === this.field ? null : field}));
  }

  change(field, value) {
    this.dispatchEvent(new CustomEvent('change-field', {detail: {field, value}}));
  }

  /** Enter takes the value and closes the list; the arrow keys have chosen it before. */
  press(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.choose(this.field);
      this.querySelector(`[data-field="${event.currentTarget.dataset.values}"]`)?.focus();
    }
  }

  view() {
    return html`<ol class="answer-form">${FIELDS.map(([key, label], index) => {
      const before = this.item.answer[key] ?? 'none';
      const now = this.changes[key] ?? before;
      const by = this.item.decidedBy?.[key];
      return html`
        <li class=${now === before ? '' : 'changed'}>
          <button data-field=${key} aria-expanded=${this.field === key} @click=${() => this.choose(key)}>
            <kbd>${(index + 1) % 10}</kbd><span class="label">${label}</span>
            <b>${valueWords(now)}</b>${now === before ? nothing : html`<s class="soft small">${valueWords(before)}</s>`}
            <span class="soft small push" title=${by ? deciderWords(by.kind) : ''}>${by ? confidence(by.confidence) : nothing}</span>
          </button>
          ${this.field === key ? this.values(key, label, now) : nothing}
        </li>`;
    })}</ol>`;
  }

  values(key, label, now) {
    const values = this.scheme.find(({field}) => field === key)?.values ?? [];
    if (values.length === 0) {
      return html`<div class="values" data-values=${key} @keydown=${this.press}><label class="unseen" for="free-value">${label}</label>
        <input id="free-value" .value=${now === 'none' ? '' : now} maxlength="3" placeholder="ISO code, or empty for none"
          @input=${event => this.change(key, event.target.value.trim().toUpperCase() || 'none')}></div>`;
    }
    return html`<fieldset class="values" data-values=${key} @keydown=${this.press}><legend class="unseen">${label}</legend>
      ${values.map(value => html`<label class="value"><input type="radio" name="value-${key}" value=${value} .checked=${value === now}
        @change=${() => this.change(key, value)}>${valueWords(value)}</label>`)}</fieldset>`;
  }
}
customElements.define('answer-form', AnswerForm);
