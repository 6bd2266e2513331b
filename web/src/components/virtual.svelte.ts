// Only the rows in view are in the document; @tanstack/virtual-core knows which. For VirtualList and DataTable.
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';
import { untrack } from 'svelte';

interface Options {
  count: () => number;
  /** Height of a row in px, the same for all. */
  size: number;
  scroller: () => HTMLElement | undefined;
  /** Above the first row and in the way of none: a sticky header's height. */
  before?: number;
}

/** Call while a component is set up. */
export function virtualRows({ count, size, scroller, before = 0 }: Options) {
  let items = $state.raw<VirtualItem[]>([]);
  let total = $state(0);
  const options = () => ({
    count: count(),
    getScrollElement: () => scroller() ?? null,
    estimateSize: () => size,
    scrollPaddingStart: before,
    overscan: 6,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => show(),
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(untrack(options));
  function show() {
    items = virtualizer.getVirtualItems();
    total = virtualizer.getTotalSize();
  }
  $effect(() => virtualizer._didMount());
  $effect(() => {
    virtualizer.setOptions(options());
    virtualizer._willUpdate();
    untrack(show);
  });
  return {
    get items() {
      return items;
    },
    get total() {
      return total;
    },
    scrollTo: (index: number) => virtualizer.scrollToIndex(index),
  };
}
