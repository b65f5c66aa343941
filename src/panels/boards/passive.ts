/** A board on a wall shows and does not ask to be pressed; its parts learn it from the frame. */
import { inject, provide, readonly, ref, type InjectionKey, type Ref } from 'vue';

const key: InjectionKey<Readonly<Ref<boolean>>> = Symbol('passive board');
export function providePassive(passive: Readonly<Ref<boolean>>): void { provide(key, passive); }
export const usePassive = (): Readonly<Ref<boolean>> => inject(key, () => readonly(ref(false)), true);
