import { WHATSAPP_FILES, type FileRules } from '../../shared/files/whatsapp-files';

/**
 * What Meta keeps and sends (Meta, "Supported media types", June 2026; the list that its refusal of an upload names is
 * the same). It takes an upload labelled `audio/opus` too, which then never arrives (131053, seen live).
 */
export const META_FILES: FileRules = WHATSAPP_FILES;
