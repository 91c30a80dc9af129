import { Archive, Inbox, MoreHorizontal, Paperclip, Send, Smile, Trash } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { Badge } from '../design/Badge.tsx';
import { Button } from '../design/Button.tsx';
import { Checkbox } from '../design/Checkbox.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { ErrorState } from '../design/ErrorState.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from '../design/Menu.tsx';
import { Pill } from '../design/Pill.tsx';
import { Popover } from '../design/Popover.tsx';
import { Segmented } from '../design/Segmented.tsx';
import { Select } from '../design/Select.tsx';
import { SkeletonRows } from '../design/Skeleton.tsx';
import { Tag } from '../design/Tag.tsx';
import { TextArea } from '../design/TextArea.tsx';
import { TextField } from '../design/TextField.tsx';
import { Time } from '../design/Time.tsx';
import { toast } from '../design/toastStore.ts';
import { VirtualList } from '../design/VirtualList.tsx';
import { CONTRASTS, DENSITIES, THEMES, useAppearance } from '../settings/index.ts';
import styles from './Gallery.module.css';

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{name}</h2>
      <div className={styles.pieces}>{children}</div>
    </section>
  );
}

const MINUTE_MS = 60_000;
const ROWS = Array.from({ length: 100_000 }, (_, index) => ({ id: `row-${index}`, name: `Contato de teste ${index}` }));
const PEOPLE = ['Contato de teste 04', 'Visitante do site', '+55 11 90000-0011', 'Atendente 1', 'Profissional 2'];

export function Gallery() {
  const look = useAppearance();
  const [view, setView] = useState<'mine' | 'nobody' | 'all'>('mine');
  const [checked, setChecked] = useState(true);
  const [asking, setAsking] = useState(false);
  const [kind, setKind] = useState<'lead' | 'customer'>('lead');
  const now = Date.now();
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <h1>Gallery</h1>
        <Segmented
          label="Theme"
          variant="framed"
          value={look.theme}
          segments={THEMES.map((value) => ({ value, label: value }))}
          onChange={(theme) => look.set({ theme })}
        />
        <Segmented
          label="Contrast"
          variant="framed"
          value={look.contrast}
          segments={CONTRASTS.map((value) => ({ value, label: value }))}
          onChange={(contrast) => look.set({ contrast })}
        />
        <Segmented
          label="Density"
          variant="framed"
          value={look.density}
          segments={DENSITIES.map((value) => ({ value, label: value }))}
          onChange={(density) => look.set({ density })}
        />
      </header>
      <div className={styles.columns}>
        <Part name="Button">
          <Button>Transferir</Button>
          <Button keys="z">Adiar</Button>
          <Button variant="primary" keys="e">
            Encerrar
          </Button>
          <Button variant="primary" icon={Send} keys="mod+enter">
            Enviar
          </Button>
          <Button variant="quiet">Cancelar</Button>
          <Button variant="danger" icon={Trash}>
            Apagar
          </Button>
          <Button busy>Salvando</Button>
          <Button disabled>Indisponível</Button>
        </Part>
        <Part name="IconButton, Kbd">
          <IconButton label="Anexar" icon={Paperclip} keys="mod+u" />
          <IconButton label="Emoji" icon={Smile} pressed />
          <IconButton label="Mais" icon={MoreHorizontal} size="s" />
          <IconButton label="Arquivar" icon={Archive} disabled />
          <Kbd keys="mod+k" /> <Kbd keys="g c" /> <Kbd keys="?" />
        </Part>
        <Part name="Tag, Badge, Pill">
          <Tag>convênio</Tag>
          <Tag tone="accent">bot</Tag>
          <Tag tone="good">em dia</Tag>
          <Tag tone="warn">SLA 4 min</Tag>
          <Tag tone="bad">SLA −6 min</Tag>
          <Tag remove={{ label: 'Tirar retorno', onRemove: () => undefined }}>retorno</Tag>
          <Badge count={3} label="3" />
          <Badge count={120} label="120" />
          <Badge count={2} tone="warn" label="2" />
          <Pill tone="good">Ao vivo</Pill>
          <Pill tone="accent">Enviando 2 alterações</Pill>
          <Pill tone="warn">Sem conexão desde 14:05 · 3 alterações guardadas</Pill>
          <Pill tone="bad">Precisa de atenção</Pill>
          <Pill>Fora do expediente</Pill>
        </Part>
        <Part name="Avatar, Time">
          {PEOPLE.map((name) => (
            <Avatar key={name} name={name} id={name} />
          ))}
          <Avatar name="Contato de teste 11" id="11" size="s" />
          <Avatar name="Contato de teste 11" id="11" size="l" />
          {[0, 4, 150, 1_500, 5_000, 20_000, 600_000].map((minutes) => (
            <Time key={minutes} at={now - minutes * MINUTE_MS} />
          ))}
          <Time at={now - 4 * MINUTE_MS} style="ago" />
          <Time at={now + 5 * 1_440 * MINUTE_MS} style="full" />
        </Part>
        <Part name="Segmented, Select, Checkbox">
          <Segmented
            label="Conversas"
            value={view}
            segments={[
              { value: 'mine', label: 'Minhas', count: 12 },
              { value: 'nobody', label: 'Sem dono', count: 3 },
              { value: 'all', label: 'Todas' },
            ]}
            onChange={setView}
          />
          <Select
            label="Situação"
            value={kind}
            options={[
              { value: 'lead', label: 'Interessado' },
              { value: 'customer', label: 'Cliente' },
            ]}
            onChange={setKind}
          />
          <Checkbox checked={checked} onChange={setChecked} hint="Não toca para a conversa aberta.">
            Som ao chegar mensagem
          </Checkbox>
          <Checkbox checked={false} disabled onChange={setChecked}>
            Desligado
          </Checkbox>
        </Part>
        <Part name="Fields">
          <TextField label="E-mail" placeholder="nome@empresa.com" hint="Onde você recebe os avisos." />
          <TextField label="Telefone" defaultValue="11" problem="Faltam números." />
          <TextArea label="Anotações" defaultValue={'Prefere manhã.\nConvênio conferido.'} />
          <TextField label="Nome" defaultValue="Contato de teste 04" disabled />
        </Part>
        <Part name="Menu, Popover, Dialog, Toast">
          <Menu trigger={<Button>Menu</Button>}>
            <MenuLabel>Conversa</MenuLabel>
            <MenuItem icon={Inbox} keys="u" onSelect={() => undefined}>
              Marcar como não lida
            </MenuItem>
            <MenuItem icon={Archive} disabled hint="Precisa de conexão" onSelect={() => undefined}>
              Assumir
            </MenuItem>
            <MenuSeparator />
            <MenuChoices
              label="Ordem"
              value="newest"
              choices={[
                { value: 'newest', label: 'Mais novas' },
                { value: 'oldest', label: 'Há mais tempo à espera' },
              ]}
              onChange={() => undefined}
            />
            <MenuSeparator />
            <MenuItem icon={Trash} danger onSelect={() => undefined}>
              Apagar
            </MenuItem>
          </Menu>
          <Popover label="Sincronização" trigger={<Button>Popover</Button>} align="start">
            Tudo em dia.
          </Popover>
          <Button onClick={() => setAsking(true)}>Dialog</Button>
          <Button
            onClick={() => toast({ title: 'Conversa encerrada', action: { label: 'Desfazer', run: () => undefined } })}
          >
            Toast
          </Button>
          <Button
            onClick={() => toast({ tone: 'bad', title: 'Sem resposta do servidor.', description: 'Tente de novo.' })}
          >
            Toast, bad
          </Button>
          <ConfirmDialog
            open={asking}
            onOpenChange={setAsking}
            title="Sair deste aparelho?"
            description="3 alterações suas ainda não chegaram ao servidor. Se sair agora, elas se perdem."
            confirm="Sair e perder"
            danger
            onConfirm={() => setAsking(false)}
          />
        </Part>
        <Part name="Loading, empty, error">
          <div className={styles.frame}>
            <SkeletonRows count={4} label="Carregando" />
          </div>
          <div className={styles.frame}>
            <EmptyState icon={Inbox} title="Nenhuma conversa por aqui" action={<Button>Ver todas</Button>}>
              Quando alguém escrever, aparece aqui na hora.
            </EmptyState>
          </div>
          <div className={styles.frame}>
            <ErrorState title="Algo deu errado do nosso lado." reference="C-9f3a1c02d7" onRetry={() => undefined}>
              O que você escreveu está guardado.
            </ErrorState>
          </div>
        </Part>
        <Part name="VirtualList, 100,000 rows">
          <div className={styles.frame}>
            <VirtualList label="Contatos" rows={ROWS} rowKey={(row) => row.id} rowHeight={40}>
              {(row) => <div className={styles.listRow}>{row.name}</div>}
            </VirtualList>
          </div>
        </Part>
      </div>
    </div>
  );
}
