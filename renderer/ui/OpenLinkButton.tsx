import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { LinkName } from '../../electron/contract/app.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../main-process.ts';
import { FailureBar } from './FailureBar.tsx';

interface Props {
  readonly name: LinkName;
  readonly children: ReactNode;
}

/** Asks main to open one of its named links, and says so where that failed. */
export function OpenLinkButton({ name, children }: Props) {
  const [failure, setFailure] = useState<CallFailure | null>(null);

  async function open(): Promise<void> {
    setFailure(null);
    try {
      await mainProcess.app.openLink({ name });
    } catch (thrown) {
      setFailure(asCallFailure(thrown));
    }
  }

  return (
    <>
      <Button onClick={() => void open()}>{children}</Button>
      {failure && <FailureBar failure={failure} />}
    </>
  );
}
