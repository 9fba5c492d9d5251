import {Component, html} from '../core/component.js';
import {bytes} from '../core/format.js';
import {tell} from '../core/toast.js';

/** What the server accepts. */
const MEBIBYTES_MAX = 32;
const BYTES_MAX = MEBIBYTES_MAX * 1_048_576;

/** Takes a file that somebody chooses or drops, and reports it as the event `file`. */
class FileDrop extends Component {
  static properties = {busy: {type: Boolean}, over: {state: true}};

  constructor() {
    super();
    this.busy = false;
    this.over = false;
  }

  take(file) {
    if (!file || this.busy) {
      return;
    }
    if (file.size > BYTES_MAX) {
      tell(`${file.name} has ${bytes(file.size)}; at most ${MEBIBYTES_MAX} MiB can be uploaded.`, {failed: true, fix: 'Classify it with the command “classify run”, which reads a file of any size.'});
      return;
    }
    this.dispatchEvent(new CustomEvent('file', {detail: file}));
  }

  drop(event) {
    event.preventDefault();
    this.over = false;
    this.take(event.dataTransfer.files[0]);
  }

  drag(event, over) {
    event.preventDefault();
    this.over = over;
  }

  view() {
    return html`
      <label class="drop ${this.over ? 'over' : ''}" @dragover=${event => this.drag(event, true)} @dragleave=${event => this.drag(event, false)} @drop=${this.drop}>
        <input type="file" class="unseen" accept=".csv,.tsv,.tab,.txt,.jsonl,.ndjson,.json,.xlsx,.parquet,.zip,.gz,text/csv" ?disabled=${this.busy}
          aria-label="File of indicators" @change=${event => this.take(event.target.files[0])}>
        <span class="drop-title">${this.busy ? 'Uploading…' : 'Choose a file, or drop it here'}</span>
        <span class="soft">CSV or XLSX with a header row, JSON or Parquet, also in gzip or zip; at most ${MEBIBYTES_MAX} MiB</span>
      </label>`;
  }
}
customElements.define('file-drop', FileDrop);
