// The door to marp-core's script for browsers: the elements that scale headings and
// code to their slide. Loaded when there is a Marp slide to show.
export { browser } from '@marp-team/marp-core/browser';
