/** Measures by KVÅ code with their titles as published by Socialstyrelsen (2021 edition). A pure table. */
export interface ProcedureCode {
  code: string;
  title: string;
}

const p = (code: string, title: string): ProcedureCode => ({ code, title });

export const procedures = {
  hipReplacement: p('NFB49', 'Primär total höftledsplastik med cement'),
  hipHemiprosthesis: p('NFB19', 'Primär halv- eller delprotes i höftled med cement'),
  hipScrews: p('NFJ79', 'Osteosyntes av femurfraktur med skruvar enbart'),
  kneeReplacement: p('NGB49', 'Primär totalprotes i knäled med cement'),
  wristReposition: p('NDJ09', 'Sluten reposition av fraktur i handled eller hand'),
  cholecystectomy: p('JKA21', 'Laparoskopisk kolecystektomi'),
  ecg: p('AF023', 'Elektrokardiografi (EKG), 12 avledningar, standard, tagning'),
  echocardiography: p('AF021', 'Doppler ekokardiografi, transtorakal, omfattande'),
  spirometry: p('AG051', 'Spirometri, före och efter bronkdilatation'),
  bowelResection: p('JFB46', 'Resektion av colon sigmoideum'),
  breastResection: p('HAB40', 'Resektion av bröstkörtel'),
  cataractSurgery: p('CJE20', 'Fakoemulsifikation med implantation av linsprotes i bakre kammare'),
  transfusion: p('DR029', 'Transfusion, erytrocyter, allogen'),
  armSuture: p('QCB00', 'Hudsutur, övre extremitet'),
} as const satisfies Record<string, ProcedureCode>;

export type ProcedureKey = keyof typeof procedures;
