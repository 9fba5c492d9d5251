import {html, nothing} from '../core/component.js';

const DELIMITERS = [['comma', ',', 'comma'], ['semicolon', ';', 'semicolon'], ['tab', '\t', 'tab'], ['pipe', '|', 'bar |']];

/** Encodings that statistical offices use. The API takes any that Java knows. */
const ENCODINGS = ['UTF-8', 'windows-1252', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1257', 'ISO-8859-2', 'UTF-16LE', 'UTF-16BE',
  'GB18030', 'Big5', 'Shift_JIS', 'EUC-KR', 'KOI8-R', 'IBM850', 'IBM852'];

const choice = (label, chosen, recognised, values, choose) => html`<label>${label}<select @change=${event => choose(event.target.value || undefined)}>
  <option value="" ?selected=${!chosen}>${recognised ? `${recognised}, recognised` : 'recognised'}</option>
  ${values.map(([value, text]) => html`<option value=${value} ?selected=${chosen === value}>${text}</option>`)}</select></label>`;

/**
 * How a file is read. Parquet says it all itself.
 *
 * @param preview as the API gives it
 * @param text what is chosen: `delimiter`, `encoding`, `skipLines` and `sheet`, each missing where it is recognised
 * @param change called with what is chosen then
 */
export function fileText(preview, text, change) {
  const now = preview.text;
  const set = key => value => change({...text, [key]: value});
  const delimiter = now && !text.delimiter ? (DELIMITERS.find(([, character]) => character === now.delimiter)?.[2] ?? now.delimiter) : '';
  const encodings = ENCODINGS.map(name => [name, name]);
  const may = (...formats) => preview.format === null || formats.includes(preview.format);
  return html`
    <div class="settings">
      ${may('csv', 'jsonl', 'json') ? choice('Encoding', text.encoding, text.encoding ? '' : now?.encoding, encodings, set('encoding')) : nothing}
      ${may('csv') ? choice('Separator', text.delimiter, delimiter, DELIMITERS.map(([value, , label]) => [value, label]), set('delimiter')) : nothing}
      ${preview.format === 'xlsx' || text.sheet ? html`<label>Sheet<input maxlength="100" .value=${text.sheet ?? ''} placeholder="the first one" @change=${event => set('sheet')(event.target.value.trim() || undefined)}></label>` : nothing}
      ${may('csv', 'xlsx') ? html`<label>Lines above the header<input type="number" min="0" max="1000000" .value=${text.skipLines ?? ''} placeholder=${now && text.skipLines === undefined ? `${now.skippedLines}, recognised` : 'recognised'}
        @change=${event => event.target.reportValidity() && set('skipLines')(event.target.value === '' ? undefined : Number(event.target.value))}></label>` : nothing}
    </div>`;
}
