import { jpegImage, pngImage } from './images';

export interface SampleFile {
	fileName: string;
	contentType: string;
	content: Buffer;
}

/** Small real files of several kinds. */
export const sampleFiles: readonly SampleFile[] = [
	{ fileName: 'photo.png', contentType: 'image/png', content: pngImage(96, 64) },
	{ fileName: 'photo.jpg', contentType: 'image/jpeg', content: jpegImage() },
	{ fileName: 'report.pdf', contentType: 'application/pdf', content: pdfDocument('Order A1') },
	{ fileName: 'notes.txt', contentType: 'text/plain', content: Buffer.from('Thank you.\n') },
	{ fileName: 'empty.txt', contentType: 'text/plain', content: Buffer.alloc(0) },
	{ fileName: 'voice.opus', contentType: 'audio/ogg; codecs=opus', content: opusSound() },
	{ fileName: 'clip.mp4', contentType: 'video/mp4', content: mp4Start() },
	{ fileName: 'sound.wav', contentType: 'audio/wav', content: wavSound(800) },
	{
		fileName: 'contacts.csv',
		contentType: 'text/csv',
		content: Buffer.from(
			'Name,CountryCode,Phone,name,ordernumber\r\n' +
				'Ada Lindqvist,+1,4155550101,Ada,A1\r\n"Okoro, Ben",+1,4155550102,"Ben ""B"" Okoro",A2\r\n',
		),
	},
];

/** The named sample. @throws Error for an unknown name. */
export function sampleFile(fileName: string): SampleFile {
	const file = sampleFiles.find((one) => one.fileName === fileName);
	if (!file) throw new Error(`No sample file ${fileName}`);
	return file;
}

// 20 milliseconds of silence.
function opusSound(): Buffer {
	return Buffer.from(
		'T2dnUwACAAAAAAAAAAABAAAAAAAAAByf9dkBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAAEAAAABAAAA' +
			'tQZ5LwEUT3B1c1RhZ3MEAAAAbm9uZQAAAABPZ2dTAATAAwAAAAAAAAEAAAACAAAAKZOw3QED+P/+',
		'base64',
	);
}

// The box that a video starts with, and nothing to see.
function mp4Start(): Buffer {
	return Buffer.from('AAAAGGZ0eXBpc29tAAACAGlzb21tcDQx', 'base64');
}

function pdfDocument(text: string): Buffer {
	const stream = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R ' +
			'/Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let pdf = '%PDF-1.4\n';
	const offsets = objects.map((object, index) => {
		const offset = pdf.length;
		pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	const size = objects.length + 1;
	return Buffer.from(
		`${pdf}xref\n0 ${size}\n0000000000 65535 f \n${table}` +
			`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`,
	);
}

// Silence, 8 kHz mono PCM of 8 bits.
function wavSound(samples: number): Buffer {
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + samples, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(8000, 24);
	head.writeUInt32LE(8000, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write('data', 36);
	head.writeUInt32LE(samples, 40);
	return Buffer.concat([head, Buffer.alloc(samples, 0x80)]);
}
