// What the whole test run shares.
export default function setup(): void {}
