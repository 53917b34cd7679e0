import { defineInterface } from 'dbus-native';
import type { TestBus } from '../system/test-bus.ts';

/** A desktop's tray, as far as a program asks for it; answers the items that register, in the order they come. */
export async function serveTrayHost(bus: TestBus): Promise<string[]> {
  const items: string[] = [];
  const watcher = await bus.serve('org.kde.StatusNotifierWatcher');
  await watcher.export(
    '/StatusNotifierWatcher',
    defineInterface({
      name: 'org.kde.StatusNotifierWatcher',
      methods: {
        RegisterStatusNotifierItem: {
          in: { service: 's' },
          out: {},
          handler: ({ service }: { service: string }) => void items.push(service),
        },
      },
      properties: {
        IsStatusNotifierHostRegistered: { type: 'b', access: 'read', get: () => true },
        ProtocolVersion: { type: 'i', access: 'read', get: () => 0 },
      },
    }),
  );
  return items;
}
