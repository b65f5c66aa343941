/** A reason to stop, told to the person who started the build: one plain sentence naming file, place and cause. */
export class BuildFailure extends Error {
  override readonly name = 'BuildFailure';
}
