// The system live, over GET /api/dashboard/stream: each frame is the whole state, so a missed one does no harm.

import { checkToken, forget, streamAddress, watchdog } from './http.js';
import { copyOf, el, fill } from './page.js';

const KEPT = 240; // States in a chart: a minute of a busy system.
const RETRY = 2000;
const STATUSES = ['draft', 'processing', 'enriched', 'failed'];

let charts, source, timer, watching;
const watch = watchdog(connect);

/** Starts to watch, and answers with what ends it. */
export function openDashboard() {
  charts ??= draw();
  watching = true;
  connect();
  return () => {
    watching = false;
    source.close();
    watch.stop();
    clearTimeout(timer);
  };
}

function connect() {
  source?.close();
  if (!watching) return;
  watch.heard();
  source = new EventSource(streamAddress('/api/dashboard/stream'));
  source.addEventListener('dashboard', ({ data }) => show(JSON.parse(data)));
  source.addEventListener('goodbye', ({ data }) => {
    const { reason, retry } = JSON.parse(data);
    return reason === 'revoked' ? forget() : later(retry);
  });
  source.onerror = () => source.readyState === EventSource.CLOSED && later(RETRY);
}

/** Whatever ended the stream, a new token does no harm. */
function later(delay) {
  source.close();
  watch.stop();
  el('watching').textContent = 'reconnecting';
  clearTimeout(timer);
  timer = setTimeout(() => checkToken().then(connect).catch(() => later(RETRY)), delay);
}

function show(state) {
  watch.heard();
  const { events, streams, delivery, projector, deadLetters, sessions, products } = state;
  el('watching').textContent = 'live';
  fill(el('figures'), {
    total: events.total,
    'per-second': events.perSecond.toFixed(1),
    streams: `${streams.users}, ${streams.connections}`,
    sessions: sessions?.open ?? '–',
    delivery: `${delivery.p50.toFixed(1)} ms, ${delivery.p99.toFixed(1)} ms`,
    lag: `${projector.events} events, ${projector.millis} ms`,
    dead: `${deadLetters.events} events, ${deadLetters.subjects} aggregates`,
  });
  push(charts.rate, events.perSecond);
  push(charts.delivery, delivery.p50, delivery.p99);
  put(charts.types, Object.keys(events.byType), Object.values(events.byType));
  put(charts.products, STATUSES, STATUSES.map((status) => products?.[status] ?? 0));
  el('activities').replaceChildren(...state.activities.map(activity));
}

const activity = ({ type, subject, version, actor, time }) =>
  fill(copyOf('activity'), { type, subject, version: `version ${version}`, actor, time: time.slice(11, 23) });

function push(chart, ...values) {
  const { labels, datasets } = chart.data;
  labels.push(new Date().toLocaleTimeString());
  datasets.forEach(({ data }, nth) => data.push(values[nth]));
  if (labels.length > KEPT) [labels, ...datasets.map(({ data }) => data)].forEach((list) => list.shift());
  chart.update();
}

function put(chart, labels, values) {
  chart.data.labels = labels;
  chart.data.datasets[0].data = values;
  chart.update();
}

function draw() {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  Object.assign(Chart.defaults, { animation: false, color: colour('--soft'), borderColor: colour('--line') });
  const chart = (id, type, datasets, legend, scales) =>
    new Chart(el(`chart-${id}`), {
      type,
      data: { labels: [], datasets },
      options: { maintainAspectRatio: false, plugins: { legend: { display: legend } }, scales },
    });
  const line = (label, name) => ({ label, data: [], borderColor: colour(name), borderWidth: 2, pointRadius: 0 });
  const bar = { data: [], backgroundColor: colour('--tide'), maxBarThickness: 40 };
  const time = { x: { ticks: { maxTicksLimit: 4, maxRotation: 0 } }, y: { beginAtZero: true } };
  const whole = { y: { beginAtZero: true, ticks: { precision: 0 } } };
  return {
    rate: chart('rate', 'line', [line('per second', '--tide')], false, time),
    delivery: chart('delivery', 'line', [line('p50', '--tide'), line('p99', '--warn')], true, time),
    types: chart('types', 'bar', [{ ...bar }], false, { y: { beginAtZero: true } }),
    products: chart('products', 'bar', [{ ...bar }], false, whole),
  };
}
