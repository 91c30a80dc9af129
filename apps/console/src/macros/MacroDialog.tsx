import { type MacroAction, MOST_MACRO_ACTIONS, macroProblem, may, type Problem } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { FormDialog } from '../design/FormDialog.tsx';
import { Segmented } from '../design/Segmented.tsx';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import { useUser } from '../session/index.ts';
import { ACTION_KINDS, type ActionKind, actionOf, draftOf, emptyStep, type StepDraft } from './draft.ts';
import styles from './Macros.module.css';
import { Step } from './Step.tsx';
import type { Macro } from './useMacros.ts';

type Props = {
  /** `null`: a new one. */
  macro: Macro | null;
  onClose: () => void;
};

/** Puts a macro together, step by step. */
export function MacroDialog({ macro, onClose }: Props) {
  const { t } = useTranslation('macros');
  const api = useApi();
  const problemWords = useProblemWords();
  const me = useUser();
  const [id] = useState(() => macro?.id ?? newRowId());
  const [name, setName] = useState(macro?.name ?? '');
  const [scope, setScope] = useState<'own' | 'company'>('own');
  const [steps, setSteps] = useState<readonly StepDraft[]>(() => (macro?.actions ?? []).map(draftOf));
  const nextKey = useRef(steps.length);

  const actions = steps.map(actionOf);
  const whole = actions.filter((action): action is MacroAction => action !== null);
  const isWhole = name.trim() !== '' && steps.length > 0 && whole.length === steps.length;
  const order = macroProblem(steps);
  const save = useMutation({
    mutationFn: () =>
      api.macros.save.mutate({
        id,
        isCompanys: macro ? macro.ownerId === '' : scope === 'company',
        name,
        actions: whole,
      }),
    networkMode: 'always',
    onSuccess: () => {
      toast({ tone: 'good', title: t('edit.saved') });
      onClose();
    },
  });
  const add = (kind: ActionKind) => setSteps([...steps, emptyStep(nextKey.current++, kind)]);
  const change = (at: number, part: Partial<StepDraft>) =>
    setSteps(steps.map((step, index) => (index === at ? { ...step, ...part } : step)));
  const move = (at: number, by: 1 | -1) => {
    const moved = [...steps];
    const [step] = moved.splice(at, 1);
    if (step) moved.splice(at + by, 0, step);
    setSteps(moved);
  };
  const failure = save.error ? problemWords.ofError(save.error) : null;
  const unsound: Problem | null =
    order?.kind === 'afterEnd' ? { code: 'macro.unsound', reason: order.kind, step: order.index + 1 } : null;
  const problem = failure ?? (unsound && problemWords.ofProblem(unsound));
  return (
    <FormDialog
      size="l"
      title={t(macro ? 'edit.title' : 'edit.newTitle')}
      submit={t('edit.save')}
      busy={save.isPending}
      disabled={!isWhole || order !== null}
      problem={problem}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {!macro && may(me.role, 'macro.manage') && (
        <Segmented
          variant="framed"
          label={t('scope.label')}
          value={scope}
          segments={[
            { value: 'own', label: t('scope.ownOption') },
            { value: 'company', label: t('scope.companyOption') },
          ]}
          onChange={setScope}
        />
      )}
      <TextField
        label={t('edit.name')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <Step
            key={step.key}
            step={step}
            index={index}
            count={steps.length}
            onChange={(part) => change(index, part)}
            onMove={(by) => move(index, by)}
            onRemove={() => setSteps(steps.filter((_step, other) => other !== index))}
          />
        ))}
      </ol>
      {steps.length < MOST_MACRO_ACTIONS && (
        <fieldset className={styles.add} aria-label={t('edit.add')}>
          {ACTION_KINDS.map((kind) => (
            <Button key={kind} icon={Plus} onClick={() => add(kind)}>
              {t(`action.${kind}`)}
            </Button>
          ))}
        </fieldset>
      )}
    </FormDialog>
  );
}
