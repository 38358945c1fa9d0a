/** For a test to import first: what it imports after this meets a stand-in for reads beside a request. */
jest.mock('../../../../nodes/shared/http/beside/fetch-beside');
