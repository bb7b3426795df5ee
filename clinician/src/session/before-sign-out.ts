/** What is still to be done while there is a session: features that hold something unsaved join here. */
const tasks = new Set<() => Promise<unknown>>();

export function beforeSignOut(task: () => Promise<unknown>): void {
  tasks.add(task);
}

/** Waits for them a while; what could not be saved by then stays in the tab for the same person. */
export async function finishBeforeSignOut(longest = 5000): Promise<void> {
  const enough = new Promise<void>((done) => setTimeout(done, longest));
  await Promise.race([Promise.allSettled([...tasks].map((task) => task())), enough]);
}
