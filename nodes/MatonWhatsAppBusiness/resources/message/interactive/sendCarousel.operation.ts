import type { INodeProperties } from 'n8n-workflow';

import { bodyText } from '../../../../shared/fields/interactive-fields';
import { carouselMessage } from '../../../requests/interactive/carousel';
import { messageOperation } from '../message-operation';

const cardValues: INodeProperties[] = [
	{
		displayName: 'Media URL',
		name: 'mediaUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://www.example.com/photo.jpg',
		description: 'Public address of the image or video',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Blue vase, 20 cm',
		description: 'Up to 160 characters with at most two line breaks',
	},
	{
		displayName: 'Button Text',
		name: 'buttonText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Shop now',
		description: 'Up to 20 characters',
		displayOptions: { show: { '/cardButtons': ['link'] } },
	},
	{
		displayName: 'Button URL',
		name: 'buttonUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.example.com/vase',
		description: 'Address the button opens',
		displayOptions: { show: { '/cardButtons': ['link'] } },
	},
	{
		displayName: 'Replies',
		name: 'replies',
		type: 'string',
		default: '',
		placeholder: 'e.g. I want it, Tell me more',
		description:
			'One to three texts of buttons, separated by commas, each up to 20 characters, and the same number on all cards. Their IDs are card_0_ and the text, with the number of the card.',
		displayOptions: { show: { '/cardButtons': ['replies'] } },
	},
];

const carouselFields: INodeProperties[] = [
	{
		displayName: 'Card Media',
		name: 'cardMedia',
		type: 'options',
		default: 'image',
		description: 'Kind of file at the top of all cards',
		options: [
			{ name: 'Image', value: 'image' },
			{ name: 'Video', value: 'video' },
		],
	},
	{
		displayName: 'Card Buttons',
		name: 'cardButtons',
		type: 'options',
		default: 'link',
		description: 'Kind of button at the bottom of all cards',
		options: [
			{ name: 'Link', value: 'link' },
			{ name: 'Quick Replies', value: 'replies' },
		],
	},
	{
		displayName: 'Cards',
		name: 'cards',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Card',
		default: {},
		description: 'Two to ten cards',
		options: [{ displayName: 'Card', name: 'card', values: cardValues }],
	},
];

/** POST /{phone_number_id}/messages (Meta, "Interactive media carousel messages", 2025-12-22). */
export const sendCarousel = messageOperation(
	{
		name: 'Send Carousel',
		value: 'sendCarousel',
		action: 'Send a carousel',
		description:
			'Send cards with pictures or videos to swipe through to a customer who wrote within the last 24 hours',
	},
	[carouselMessage],
	[bodyText, ...carouselFields],
);
