import { ComponentFixture, TestBed } from '@angular/core/testing';
import { RefereeComponent } from './referee.component';

describe('RefereeComponent', () => {
  let fixture: ComponentFixture<RefereeComponent>;

  beforeEach(async () => {
    await TestBed.configureTestingModule({ declarations: [RefereeComponent] }).compileComponents();
    fixture = TestBed.createComponent(RefereeComponent);
    fixture.detectChanges();
  });

  it('waits for the whistle', () => {
    expect(fixture.componentInstance.whistle).toBe('');
  });
});
