export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// Keys that belong to an input method or to a field are not ours.
export const composing = (event) => event.isComposing || event.keyCode === 229;
export const typing = (event) =>
  event.target.closest?.('input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable]');
export const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || composing(event));
export const covered = () => $("dialog[open], [popover]:popover-open");

// Forms into which somebody typed since they came.
export const typedInto = new WeakSet();
