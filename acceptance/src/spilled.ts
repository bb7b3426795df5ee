/** What does not keep within its place on a page as it stands: parts that must be scrolled sideways, and what spills over its neighbours. */
import type { Page } from 'playwright-core';

/** Made to be scrolled sideways: the names of the record's parts and of open forms, and values over time. */
const meant = '.record-pages ul, .top-bar-records, .dock-tabs, .value-table-scroll';

/** One line for each; none when all keeps within its place. */
export function spilled(page: Page): Promise<string[]> {
  return page.evaluate((asMeant) => {
    const slack = 2;
    const isShown = (each: Element) => each.checkVisibility({ visibilityProperty: true }) && each.clientWidth > slack;
    const scrolls = (each: Element) => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX);
    const isCell = (each: Element) => each.matches('th, td, .panel');
    return [document.documentElement, ...document.querySelectorAll('body *')]
      .filter((each) => each.scrollWidth > each.clientWidth + slack && isShown(each) && !each.closest(asMeant))
      .filter((each) => each === document.documentElement || scrolls(each) || isCell(each))
      .map((each) => {
        const what = [each.tagName.toLowerCase(), ...each.classList].join('.');
        return `${what} holds ${each.scrollWidth} px in ${each.clientWidth}: ${(each.textContent ?? '').slice(0, 60)}`;
      });
  }, meant);
}
