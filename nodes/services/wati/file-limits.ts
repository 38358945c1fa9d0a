import { WHATSAPP_FILES, type FileRules } from '../../shared/files/whatsapp-files';

/**
 * What WATI sends: the type of a file decides what it becomes (support.wati.io, "Supported media types and sizes in
 * Wati"). Others are refused as "File is not allowed by WhatsApp" (seen live with a WAV).
 */
export const WATI_FILES: FileRules = WHATSAPP_FILES;
