/** The sentence that stands beside a button that cannot be pressed; empty when it can. */
import { useI18n } from 'vue-i18n';
import type { CommandType } from '../../domain/command';
import type { ActionSubject } from '../../state/stores/actionForms';
import { useActions } from '../../state/stores/actions';
import { useSession } from '../../state/stores/session';

export function useWhyNot(): (type: CommandType, subject?: ActionSubject) => string {
  const actions = useActions();
  const session = useSession();
  const { t } = useI18n({ useScope: 'global' });
  return (type, subject) => {
    const why = actions.whyNot(type, subject);
    return why === null ? '' : t(`actions.whyNot.${why}`, { role: t(`session.role.${session.role}`) });
  };
}
