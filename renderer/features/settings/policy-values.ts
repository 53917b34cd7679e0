import type { AcknowledgementSettings, PolicySettings } from '../../../electron/contract/settings.ts';
import type { Figures, WordsFunction } from '../../language.ts';

export const POLICY_KEYS = [
  'agencyName',
  'commission',
  'capBytes',
  'counting',
  'dayStartsAt',
  'timeZone',
  'warnAtPercent',
  'toastAtPercent',
  'networks',
  'officialUsage',
  'caFile',
  'delivery',
  'mail',
  'incident',
  'rules',
  'acknowledgement',
] as const satisfies readonly (keyof PolicySettings)[];

/** Each of the agency's settings as lines that a person can read. */
export function policyLines(
  key: (typeof POLICY_KEYS)[number],
  values: PolicySettings,
  t: WordsFunction,
  figures: Figures,
): readonly string[] {
  switch (key) {
    case 'agencyName':
      return [values.agencyName || t('settings:value.notSet')];
    case 'commission': {
      const { name, phone, hours } = values.commission;
      return [name || t('settings:value.notSet'), phone || t('settings:value.noPhone'), hours].filter(Boolean);
    }
    case 'capBytes':
      return [
        t('settings:value.bytes', {
          amount: figures.limit(values.capBytes),
          bytes: values.capBytes.toLocaleString(figures.language),
        }),
      ];
    case 'counting':
      return [t(`settings:value.${values.counting}`)];
    case 'dayStartsAt':
      return [values.dayStartsAt];
    case 'timeZone':
      return [values.timeZone];
    case 'warnAtPercent':
    case 'toastAtPercent': {
      const list = values[key].map((percent) => `${percent}%`).join(t('settings:value.listJoin'));
      return [list ? t('settings:value.percent', { list }) : t('settings:value.none')];
    }
    case 'networks':
      if (values.networks.length === 0) return [t('settings:value.noNetworks')];
      return values.networks.map(({ name, addressRanges, dnsSuffixes }) =>
        [name, ...addressRanges, ...dnsSuffixes].join(t('settings:value.listJoin')),
      );
    case 'officialUsage': {
      const source = values.officialUsage;
      if (!source) return [t('settings:value.notSet')];
      return [t('settings:value.official', { minutes: source.refreshMinutes, url: source.url })];
    }
    case 'caFile':
      return [values.caFile ?? t('settings:value.notSet')];
    case 'delivery': {
      const { folder, folderKind, http, smtpServer, smtpTo, sealTo, httpSignIn, ...certificate } = values.delivery;
      const ways = [
        ...(folder ? [t(`settings:value.delivery.${folderKind}`, { folder })] : []),
        ...http.map(({ kind, put }) =>
          kind === '*'
            ? t('settings:value.delivery.allTo', { put })
            : t('settings:value.delivery.kindTo', { kind, put }),
        ),
        ...(smtpServer ? [t('settings:value.delivery.mail', { to: smtpTo.join(t('settings:value.listJoin')) })] : []),
      ];
      if (ways.length === 0) return [t('settings:value.delivery.nowhere')];
      const named = [certificate.httpCertificateIssuer, certificate.httpCertificateSubject].filter(Boolean);
      if (httpSignIn === 'integrated') ways.push(t('settings:value.delivery.integrated'));
      if (httpSignIn === 'client-certificate')
        ways.push(t('settings:value.delivery.client-certificate', { names: named.join(t('settings:value.listJoin')) }));
      return [...ways, sealTo.length > 0 ? t('settings:value.delivery.sealed') : t('settings:value.delivery.unsealed')];
    }
    case 'mail': {
      const {
        limitMegabytes,
        ownDomains,
        trustedAuthServers,
        bulkRecipients,
        oldSignaturesDays,
        largeFileService,
        secrecyRules,
      } = values.mail;
      const join = (list: readonly string[]) => list.join(t('settings:value.listJoin'));
      return [
        t('settings:value.mail.limit', { limit: limitMegabytes }),
        ownDomains.length > 0
          ? t('settings:value.mail.ownDomains', { list: join(ownDomains) })
          : t('settings:value.mail.noOwnDomains'),
        trustedAuthServers.length > 0
          ? t('settings:value.mail.servers', { list: join(trustedAuthServers) })
          : t('settings:value.mail.noServers'),
        t('settings:value.mail.bulk', { count: bulkRecipients }),
        t('settings:value.mail.oldSignatures', { days: oldSignaturesDays }),
        largeFileService
          ? t('settings:value.mail.service', { service: largeFileService })
          : t('settings:value.mail.noService'),
        secrecyRules
          ? t('settings:value.mail.secrecyRules', { rules: secrecyRules })
          : t('settings:value.mail.noSecrecyRules'),
      ];
    }
    case 'incident': {
      const { cutMode, sendBeforeCutMs, hotlines, shortcut, drillReminder, powerAdvice, noticesUrl } = values.incident;
      return [
        cutMode === 'cut'
          ? t('settings:value.incident.cut', { seconds: sendBeforeCutMs / 1000 })
          : t('settings:value.incident.report-only'),
        ...hotlines.map(({ name, phone, afterHoursPhone }) =>
          afterHoursPhone
            ? t('settings:value.incident.hotlineAndAfter', { name, phone, after: afterHoursPhone })
            : t('settings:value.incident.hotline', { name, phone }),
        ),
        shortcut ? t('settings:value.incident.shortcut', { shortcut }) : t('settings:value.incident.noShortcut'),
        ...(drillReminder ? [t('settings:value.incident.drill', { day: drillReminder })] : []),
        t(`settings:value.incident.${powerAdvice}`),
        ...(noticesUrl ? [t('settings:value.incident.notices', { url: noticesUrl })] : []),
      ];
    }
    case 'rules': {
      const { url, publicKey, checkHours } = values.rules;
      if (url === null) return [t('settings:value.rules.builtIn')];
      return [
        t('settings:value.rules.from', { hours: checkHours, url }),
        publicKey ? t('settings:value.rules.signed', { key: publicKey }) : t('settings:value.rules.unsigned'),
        t('settings:value.rules.state'),
      ];
    }
    case 'acknowledgement':
      return acknowledgementLines(values.acknowledgement, t);
  }
}

function acknowledgementLines(values: AcknowledgementSettings, t: WordsFunction): readonly string[] {
  const { basis, renewal, remindDaysBefore, allowUnprotectedKey, askWhom, statement, privacyNotice } = values;
  const list = remindDaysBefore.join(t('settings:value.listJoin'));
  const remind = list
    ? t('settings:value.acknowledgement.remind', { list })
    : t('settings:value.acknowledgement.noRemind');
  const renewed = renewal && [
    renewal.kind === 'days'
      ? t('settings:value.acknowledgement.days', { days: renewal.days })
      : t('settings:value.acknowledgement.calendarYear', { day: renewal.dueOn }),
    remind,
  ];
  return [
    basis ? t('settings:value.acknowledgement.basis', { basis }) : t('settings:value.acknowledgement.noBasis'),
    ...(renewed ?? [t('settings:value.acknowledgement.noRenewal')]),
    allowUnprotectedKey
      ? t('settings:value.acknowledgement.unprotected')
      : t('settings:value.acknowledgement.protectedOnly'),
    ...(askWhom ? [t('settings:value.acknowledgement.ask', { name: askWhom.name, phone: askWhom.phone })] : []),
    ...(statement ? [t('settings:value.acknowledgement.ownStatement')] : []),
    ...(privacyNotice ? [t('settings:value.acknowledgement.ownNotice')] : []),
  ];
}
