/** Language, theme, motion and mode of this screen. Mode comes from the address and never changes in a page's life. */
import { defineStore } from 'pinia';
import { ref } from 'vue';

export type Mode = 'desk' | 'wall' | 'kiosk' | 'bare' | 'report' | 'task';
export type Theme = 'dark' | 'light';
export type Language = 'zh-CN' | 'en';

export const usePreferences = defineStore('preferences', () => {
  const mode = ref<Mode>('desk');
  const theme = ref<Theme>('dark');
  const language = ref<Language>('zh-CN');
  const reducedMotion = ref(false);
  return { mode, theme, language, reducedMotion };
});
